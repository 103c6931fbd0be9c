/** The engine's own module on Node: a worker thread's script, or imported where the engine runs inline. */
import { parentPort, workerData } from 'node:worker_threads';
import type { GpuOffer } from '../engine/gpu_offer.js';
import type { Port, Reply, Request } from '../engine/protocol.js';
import { serve as serveWith } from '../engine/serve.js';
import type { EngineHost } from '../engine/start.js';
import { overPort, workerMark } from './place.js';
import { nodeSource, open } from './source.js';

const noGpu: GpuOffer = {
  open: async () => Promise.reject(new Error('Node has none')),
  tryNetworks: async () => Promise.reject(new Error('Node has none')),
};

const host: EngineHost = {
  source: () => nodeSource,
  open,
  offerGpu: () => noGpu,
  threads: { file: 'threads_node.mjs', scriptOf: (url) => url },
  relaxes: false, // on a server the same photograph gives the same bytes, whichever machine answers
  pause: () => new Promise((resolve) => setImmediate(resolve)),
};

export function serve(port: Port<Reply, Request>): void {
  serveWith(port, host);
}

if (parentPort !== null && workerData === workerMark) serve(overPort<Reply, Request>(parentPort));
