import * as ort from '#onnxruntime';
import type { Runtime } from './runtime.js';
import { sessionOf } from './session.js';

export interface WasmFiles {
  /** Where ONNX Runtime's own module lies: its threads load it again. */
  readonly moduleUrl: string;
  readonly binary: Uint8Array<ArrayBuffer>;
}

/** Above this ONNX Runtime's threads have not come and will not: a policy of the page forbids them. */
const startMilliseconds = 30_000;

/**
 * ONNX Runtime's WASM build. It starts with the first network, once in a thread's life: later runtimes share it, and its number of threads.
 * @param files none where the build finds its own, on Node
 */
export function wasmRuntime(threads: number, files: WasmFiles | null): Runtime {
  ort.env.logLevel = 'error';
  ort.env.wasm.numThreads = threads;
  if (files !== null) {
    ort.env.wasm.wasmPaths = { mjs: files.moduleUrl };
    ort.env.wasm.wasmBinary = files.binary;
    ort.env.wasm.initTimeout = startMilliseconds;
  }
  return {
    backend: 'wasm',
    async open(network, onnx) {
      const session = await ort.InferenceSession.create(onnx, { executionProviders: ['wasm'], graphOptimizationLevel: 'all' });
      delete ort.env.wasm.wasmBinary; // 14 MB that have been compiled
      return sessionOf(network, session);
    },
    lost: new Promise(() => undefined),
    dispose: async () => undefined, // its memory stays for the next runtime; a worker's goes with the worker
  };
}
