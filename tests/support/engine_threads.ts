/** Imported before the package, it hands over the threads of its engines, which can be harmed. */
import { syncBuiltinESMExports } from 'node:module';
import workerThreads, { BroadcastChannel, type Worker, type WorkerOptions } from 'node:worker_threads';
import { channelName, type Harm } from './fragile_core.js';

const living: Worker[] = [];
const channel = new BroadcastChannel(channelName) as BroadcastChannel & { unref(): void };
channel.unref();
const mark = 'local-face-analyzer';

const preload = (file: string): string[] => ['--import', new URL(file, import.meta.url).href];
let isNextPoolFragile = false;

/** Within reach of harm, and with little memory. */
function fragile(): WorkerOptions {
  const execArgv = [...preload('fragile_core.js'), ...(isNextPoolFragile ? preload('fragile_pool.js') : [])];
  isNextPoolFragile = false;
  return { execArgv, resourceLimits: { maxOldGenerationSizeMb: 256 } };
}

workerThreads.Worker = class extends workerThreads.Worker {
  constructor(file: string | URL, options: WorkerOptions = {}) {
    const isEngine = options.workerData === mark;
    super(file, isEngine ? { ...options, ...fragile() } : options);
    if (!isEngine) return;
    living.push(this);
    this.once('exit', () => living.splice(living.indexOf(this), 1));
  }
};
syncBuiltinESMExports();

/** The threads of engines that have not ended, the newest last. */
export const engineThreads = (): readonly Worker[] => living;

/** The threads with which the next engine shares its work will trap at their first piece of it. */
export function harmNextPool(): void {
  isNextPoolFragile = true;
}

/** Ends an engine's thread, has its core trap or its memory run out, as soon as it listens. */
export function harm(thread: Worker, way: Harm['way'] | 'kill'): void {
  if (way === 'kill') void thread.terminate();
  else channel.postMessage({ thread: thread.threadId, way } satisfies Harm);
}
