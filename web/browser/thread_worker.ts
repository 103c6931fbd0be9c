import type { FromThread, ThreadRequest, ToThread } from './thread_host.js';
import { engineScope } from './worker_life.js';

const scope = engineScope();

/** A thread that the page has started for its engine's worker, as that worker sees it. */
class DistantWorker {
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onerror: ((error: Error) => void) | null = null;
  readonly #port: MessagePort;

  constructor(url: string, options: WorkerOptions) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<FromThread>) => {
      if ('crash' in data) this.onerror?.(new Error(data.crash));
      else this.onmessage?.(data);
    };
    this.#port = port1;
    const request: ThreadRequest = { thread: { url, options, port: port2 } };
    scope?.postMessage(request, [port2]);
  }

  postMessage(data: unknown): void {
    this.#post({ data });
  }

  terminate(): void {
    this.#post(null);
  }

  #post(message: ToThread): void {
    this.#port.postMessage(message);
  }
}

/**
 * Stands in for the browser's Worker in the threads' code, and nowhere else. An engine's worker starts none itself: in
 * Firefox, with a debugger in the process (its developer tools, WebDriver), a worker that starts another one waits for
 * a word that the other one may have taken from it, now and then for ever.
 */
export const Worker = scope === null ? globalThis.Worker : DistantWorker;
