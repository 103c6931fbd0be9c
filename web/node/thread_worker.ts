/** What Emscripten's threads ask of a browser, on Node's worker threads: put in front of them where they are built for Node. */
import { parentPort, type TransferListItem, Worker as NodeWorker, workerData } from 'node:worker_threads';

/** The name that Emscripten gives its threads, by which they know what they are. */
const threadName = 'em-pthread';

/** Stands in for the browser's Worker in the threads' code, and nowhere else. */
export class Worker {
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onerror: ((error: Error) => void) | null = null;
  readonly #worker: NodeWorker;

  constructor(url: string, { name }: { readonly name: string }) {
    this.#worker = new NodeWorker(new URL(url), { workerData: name, execArgv: [] });
    this.#worker.on('message', (data) => this.onmessage?.({ data }));
    this.#worker.on('error', (error) => this.onerror?.(error));
    this.#worker.once('message', () => this.#worker.unref()); // it has started: a thread that waits for work keeps no process alive
  }

  postMessage(message: unknown, transfer: readonly TransferListItem[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  terminate(): void {
    void this.#worker.terminate();
  }
}

if (parentPort !== null && workerData === threadName) {
  const port = parentPort;
  const scope = {
    self: globalThis,
    name: threadName,
    importScripts: () => undefined,
    location: { href: '' },
    postMessage: (message: unknown) => port.postMessage(message),
    onmessage: null as ((event: { readonly data: unknown }) => void) | null,
  };
  Object.assign(globalThis, scope);
  port.on('message', (data) => (globalThis as unknown as typeof scope).onmessage?.({ data }));
}
