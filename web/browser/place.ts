import type { AnalyzerPlace, Connection } from '../analyzer/connection.js';
import type { StartValidator } from '../core/validator.js';
import type { Port, Reply, Request } from '../engine/protocol.js';
import { FaceAnalyzerError, messageOf, missingAsset } from '../errors.js';
import { mostThreads } from '../threads.js';
import { ownScript } from './own_script.js';
import { assertFile } from './source.js';
import { hostThreads } from './thread_host.js';
import { newWorkerName, watchLife, watchScript } from './worker_life.js';

/** A page or a worker of one. */
export const browserPlace: AnalyzerPlace = {
  engineFile: 'engine.js',
  get base() {
    if (typeof document !== 'undefined') return document.baseURI;
    // A worker whose script is a blob has no path of its own.
    return globalThis.location?.protocol === 'blob:' ? globalThis.location.origin : globalThis.location?.href;
  },
  connect: (url, worker) => (worker ? connectWorker(url) : connectInline(url)),
  threads() {
    const sharesMemory = globalThis.crossOriginIsolated && 'SharedArrayBuffer' in globalThis; // WebKitGTK isolates a page and has none
    const most = sharesMemory ? mostThreads : 1;
    return { count: Math.min(navigator.hardwareConcurrency || 1, most), most };
  },
};

async function connectWorker(url: string): Promise<Connection> {
  const name = newWorkerName();
  const worker = await startWorker(url, name);
  const life = new AbortController();
  const endThreads = hostThreads(worker);
  return {
    post: (message, transfer) => worker.postMessage(message, [...(transfer ?? [])]),
    listen: (receive) => worker.addEventListener('message', ({ data }) => receive(data as Reply)),
    onBreak(report) {
      worker.addEventListener('error', (event) => void whyOf(event, url).then(report));
      worker.addEventListener('messageerror', () => report(new Error('a message could not be read')));
      worker.addEventListener('message', () => void watchLife(name, life.signal, report), { once: true }); // from then on it holds it
      watchScript(worker, url, life.signal, (error) => report(missingEngine(url, error)));
    },
    keepAlive: () => undefined,
    close() {
      life.abort();
      worker.terminate();
      endThreads();
    },
  };
}

const withoutWorker = "The option 'worker: false' does without one.";

async function startWorker(url: string, name: string): Promise<Worker> {
  const script = ownScript(url);
  try {
    return new Worker(typeof script === 'string' ? script : URL.createObjectURL(script), { type: 'module', name });
  } catch (error) {
    throw new FaceAnalyzerError('engine-failed', `A worker cannot be started here: ${messageOf(error)}. ${withoutWorker}`, { cause: error });
  }
}

/** A worker whose script does not come says only that there was an error: ask for the script once more. */
async function whyOf(event: ErrorEvent, url: string): Promise<Error> {
  if (event.message) return new Error(event.message);
  try {
    assertFile(await fetch(url, { method: 'HEAD' }));
    return new FaceAnalyzerError('engine-failed', `The worker ${url} does not start: the page's policy forbids it (worker-src; from another origin blob: too), or it is not served as JavaScript. ${withoutWorker}`);
  } catch (error) {
    return missingEngine(url, error);
  }
}

const missingEngine = (url: string, cause: unknown): FaceAnalyzerError => missingAsset(browserPlace.engineFile, url, cause);

async function connectInline(url: string): Promise<Connection> {
  const { port1, port2 } = new MessageChannel();
  const { serve } = await importEngine(url);
  serve({
    post: (message, transfer) => port2.postMessage(message, [...(transfer ?? [])]),
    listen: (receive) => (port2.onmessage = ({ data }) => receive(data as Request)),
  });
  return {
    post: (message, transfer) => port1.postMessage(message, [...(transfer ?? [])]),
    listen: (receive) => (port1.onmessage = ({ data }) => receive(data as Reply)),
    onBreak: () => undefined,
    keepAlive: () => undefined,
    close: () => port1.close(),
  };
}

/** What the engine's module offers to its own thread. */
export interface EngineModule {
  serve(port: Port<Reply, Request>): void;
  readonly startValidator: StartValidator;
}

/** @throws FaceAnalyzerError 'asset-missing' */
export async function importEngine(url: string): Promise<EngineModule> {
  try {
    return (await import(/* webpackIgnore: true */ /* @vite-ignore */ url)) as EngineModule;
  } catch (error) {
    throw missingEngine(url, error);
  }
}
