/** Loaded in front of an engine, it has each thread of its core's pool trap at its first piece of work. */
import { syncBuiltinESMExports } from 'node:module';
import workerThreads, { type WorkerOptions, workerData } from 'node:worker_threads';

if (workerData === 'em-pthread') {
  // The thread's own function is the only one that JavaScript calls by the table; whatever that one calls by it is gone.
  const { get } = WebAssembly.Table.prototype;
  WebAssembly.Table.prototype.get = function (this: WebAssembly.Table, index: number): unknown {
    const entry = get.call(this, index) as (...given: readonly unknown[]) => unknown;
    return (...given: readonly unknown[]) => {
      for (let other = 0; other < this.length; other += 1) this.set(other, null);
      return entry(...given);
    };
  };
} else {
  workerThreads.Worker = class extends workerThreads.Worker {
    constructor(file: string | URL, options: WorkerOptions = {}) {
      super(file, { ...options, execArgv: ['--import', import.meta.url] });
    }
  };
  syncBuiltinESMExports();
}
