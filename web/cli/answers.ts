import { type AnalyzeOptions, FaceAnalyzerError, type ImageInput, type Inspection } from 'local-face-analyzer';
// Several at once over a stream, in order, with a bound on what waits.
import { pMapIterable } from 'p-map';
import type { Photograph } from './photographs.js';
import type { Pool } from './pool.js';
import type { Report } from './report.js';

/** What is said of a photograph. */
export interface Answer {
  readonly photograph: Photograph;
  readonly inspection: Inspection;
}

/** So many photographs for each engine are begun or wait for an earlier one's answer: a slow one holds up few, and no endless number waits for it. */
const mostBegun = 4;

/** Whom to ask, what for, and who hears of what went wrong. */
export interface Asking {
  readonly pool: Pick<Pool, 'inspect'>;
  readonly options: AnalyzeOptions;
  readonly report: Report;
}

/**
 * The answer to each photograph, in their order. What cannot be read is answered like an empty file, and reported.
 * @param workers so many are analysed at once
 * @throws what the pool throws for an engine that cannot start
 */
export function answersTo(photographs: AsyncIterable<Photograph>, asking: Asking, workers: number): AsyncIterable<Answer> {
  return pMapIterable(photographs, (photograph) => answerTo(photograph, asking), { concurrency: workers, backpressure: workers * mostBegun });
}

async function answerTo(photograph: Photograph, { pool, options, report }: Asking): Promise<Answer> {
  try {
    return { photograph, inspection: await pool.inspect(await bytesOf(photograph, report), options) };
  } catch (error) {
    if (!(error instanceof FaceAnalyzerError && error.code === 'unreadable-input')) throw error;
    report.complain(`${photograph.name}: ${error.message}`);
    return { photograph, inspection: await pool.inspect(new Uint8Array(), options) };
  }
}

async function bytesOf(photograph: Photograph, report: Report): Promise<ImageInput> {
  return photograph.read().catch((error: unknown) => {
    report.complain(error);
    return new Uint8Array();
  });
}
