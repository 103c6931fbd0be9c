import * as ort from '#onnxruntime';
import { free } from '../engine/memory.js';
import type { NetworkNames } from '../engine/protocol.js';
import type { NetworkSession, Runtime } from '../engine/runtime.js';
import { sessionOf } from './session.js';

export interface WasmFiles {
  /** Where ONNX Runtime's own module lies. */
  readonly moduleUrl: string;
  readonly binary: Uint8Array<ArrayBuffer>;
}

/** What ONNX Runtime makes use of as far as the adapter goes; the rest stays at WebGPU's defaults. */
const limits = [
  'maxBufferSize', 'maxStorageBufferBindingSize', 'maxStorageBuffersPerShaderStage', 'maxComputeWorkgroupStorageSize', 'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX', 'maxComputeWorkgroupSizeY', 'maxComputeWorkgroupSizeZ', 'maxComputeWorkgroupsPerDimension',
] as const;
const features = ['subgroups'] as const;

/** A runtime on a device of its own. Its WebAssembly is compiled once in a thread's life: later runtimes share it. */
export async function openGpuRuntime(adapter: GPUAdapter, { moduleUrl, binary }: WasmFiles): Promise<Runtime> {
  ort.env.logLevel = 'error';
  ort.env.wasm.numThreads = 1; // for the little that the GPU leaves over
  ort.env.wasm.wasmPaths = { mjs: moduleUrl };
  ort.env.wasm.wasmBinary = binary;
  const device = await adapter.requestDevice({
    requiredLimits: Object.fromEntries(limits.map((limit) => [limit, adapter.limits[limit]])),
    requiredFeatures: features.filter((feature) => adapter.features.has(feature)),
  });
  return new GpuRuntime(device, binary);
}

class GpuRuntime implements Runtime {
  readonly lost: Promise<string>;
  readonly #device: GPUDevice;
  readonly #binary: WasmFiles['binary'];
  readonly #sessions = new Set<NetworkSession>();
  /** Why it is over. */
  #end: string | null = null;

  constructor(device: GPUDevice, binary: WasmFiles['binary']) {
    this.#device = device;
    this.#binary = binary;
    this.lost = new Promise((resolve) => {
      const lose = (reason: string): void => {
        if (this.#end === null) resolve((this.#end = reason));
      };
      void device.lost.then(({ message, reason }) => lose(message || reason));
      device.addEventListener('uncapturederror', ({ error }) => lose(error.message)); // what it answers from now on is worth nothing
    });
  }

  async open(network: NetworkNames, onnx: Uint8Array): Promise<NetworkSession> {
    return this.#inTurn(async () => {
      const options = { executionProviders: [{ name: 'webgpu', device: this.#device }], graphOptimizationLevel: 'all' } as const;
      const session = sessionOf(network, await ort.InferenceSession.create(onnx, options));
      this.#sessions.add(session);
      this.#freeBinary(); // it has been compiled
      return {
        run: (shape, values) => this.#inTurn(() => session.run(shape, values)),
        release: () => inTurn(() => this.#release(session)),
      };
    });
  }

  /** What runs fails: that is sooner than to wait for it. */
  async dispose(): Promise<void> {
    this.#end ??= 'it was disposed of';
    this.#device.destroy();
    await inTurn(async () => {
      for (const session of this.#sessions) await this.#release(session);
      this.#freeBinary();
    });
  }

  #freeBinary(): void {
    delete ort.env.wasm.wasmBinary;
    free(this.#binary);
  }

  async #release(session: NetworkSession): Promise<void> {
    if (this.#sessions.delete(session)) await session.release();
  }

  /** @throws Error where the GPU is over, before the work or after it */
  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    return inTurn(async () => {
      this.#check();
      const result = await work();
      this.#check();
      return result;
    });
  }

  #check(): void {
    if (this.#end !== null) throw new Error(this.#end);
  }
}

/** All runtimes of a thread share ONNX Runtime's module, and it never comes back when two runs of it overlap. */
let last: Promise<unknown> = Promise.resolve();

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const result = last.then(work);
  last = result.catch(() => undefined);
  return result;
}
