import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { AnswerLine } from './faces.js';
import type { Photograph } from './photographs.js';

/** Where a thread finds what it needs. */
export interface Source {
  /** The folder of labelled photographs. */
  readonly directory: string;
  /** The folder of the heads that were trained without some of the people, if they are to answer. */
  readonly heldOut: string | undefined;
}

/**
 * Analyses photographs on several threads, each with an analyzer of its own.
 * @param onAnswer is called for each answer, in the order in which they come
 */
export async function analyse(
  source: Source,
  photographs: readonly Photograph[],
  jobs: number,
  onAnswer: (line: AnswerLine) => void,
): Promise<void> {
  const queue = photographs.values();
  await Promise.all(Array.from({ length: Math.min(jobs, photographs.length) }, async () => work(source, queue, onAnswer)));
}

/** One thread: takes the next photograph of the queue that all share. */
async function work(source: Source, queue: Iterable<Photograph>, onAnswer: (line: AnswerLine) => void): Promise<void> {
  const worker = new Worker(new URL('worker.js', import.meta.url), { workerData: source });
  try {
    for (const photograph of queue) {
      worker.postMessage(photograph);
      const [line] = (await once(worker, 'message')) as [AnswerLine]; // throws what the worker throws
      onAnswer(line);
    }
  } finally {
    await worker.terminate();
  }
}
