import { access } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort, type TransferListItem, Worker } from 'node:worker_threads';
import type { AnalyzerPlace, Connection } from '../analyzer/connection.js';
import type { EngineModule } from '../browser/place.js';
import type { Reply, Request } from '../engine/protocol.js';
import { missingAsset } from '../errors.js';
import { mostThreads } from '../threads.js';

/** By this a worker thread knows that it was started to be an engine. */
export const workerMark = 'local-face-analyzer';

export const nodePlace: AnalyzerPlace = {
  engineFile: 'engine_node.mjs',
  base: undefined,
  async connect(url, worker) {
    await access(new URL(url)).catch((error: unknown) => {
      throw missingAsset(nodePlace.engineFile, url, error);
    });
    return worker ? connectWorker(url) : connectInline(url);
  },
  threads: (worker) => ({
    // Whoever wants the engine inline wants no threads of it.
    count: worker ? Math.min(availableParallelism(), mostThreads) : 1,
    most: mostThreads,
  }),
};

function connectWorker(url: string): Connection {
  // The flags of the caller's process are not the engine's: --input-type=module would keep it from loading.
  const worker = new Worker(new URL(url), { workerData: workerMark, execArgv: [] });
  return {
    ...overPort<Request, Reply>(worker),
    onBreak(report) {
      worker.on('error', report);
      worker.on('exit', (code) => report(new Error(`its thread ended with ${code}`)));
    },
    keepAlive: (wanted) => (wanted ? worker.ref() : worker.unref()),
    close: () => void worker.terminate(),
  };
}

async function connectInline(url: string): Promise<Connection> {
  const { port1, port2 } = new MessageChannel();
  const { serve } = (await import(url)) as EngineModule;
  serve(overPort<Reply, Request>(port2));
  port2.unref();
  return {
    ...overPort<Request, Reply>(port1),
    onBreak: () => undefined,
    keepAlive: (wanted) => (wanted ? port1.ref() : port1.unref()),
    close: () => port1.close(),
  };
}

/** Node's ports and workers give the message itself, not an event about it. */
export function overPort<Sent, Received>(port: MessagePort | Worker) {
  return {
    post: (message: Sent, transfer?: readonly Transferable[]): void => port.postMessage(message, [...(transfer ?? [])] as unknown as TransferListItem[]),
    listen: (receive: (message: Received) => void): void => void (port as MessagePort).on('message', receive),
  };
}
