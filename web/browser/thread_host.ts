import { messageOf } from '../errors.js';

/** To whoever started the engine's worker: to start a thread, whose messages go through the port. */
export interface ThreadRequest {
  readonly thread: { readonly url: string; readonly options: WorkerOptions; readonly port: MessagePort };
}

/** Over a thread's port, to it; null ends it. */
export type ToThread = { readonly data: unknown } | null;

/** Over a thread's port, from it: what it says, or what it died of. */
export type FromThread = { readonly data: unknown } | { readonly crash: string };

/** Whether an engine's worker says this of a thread, and not of its work. */
function isThreadRequest(message: unknown): message is ThreadRequest {
  return typeof message === 'object' && message !== null && 'thread' in message;
}

/**
 * Starts the threads that an engine's worker asks for, and hands on what is said. Whoever listens to the worker after this hears nothing of it.
 * @returns what ends them all
 */
export function hostThreads(engine: Worker): () => void {
  const threads = new Set<Worker>();
  engine.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (!isThreadRequest(event.data)) return;
    event.stopImmediatePropagation();
    startThread(event.data, threads);
  });
  return () => threads.forEach((thread) => thread.terminate());
}

function startThread({ thread: { url, options, port } }: ThreadRequest, threads: Set<Worker>): void {
  const say = (message: FromThread): void => port.postMessage(message);
  try {
    const thread = new Worker(url, options);
    threads.add(thread);
    thread.addEventListener('message', ({ data }) => say({ data }));
    thread.addEventListener('error', ({ message }) => say({ crash: message }));
    port.onmessage = ({ data: message }: MessageEvent<ToThread>) => {
      if (message !== null) return thread.postMessage(message.data);
      thread.terminate();
      threads.delete(thread);
      port.close();
    };
  } catch (error) {
    say({ crash: messageOf(error) });
  }
}
