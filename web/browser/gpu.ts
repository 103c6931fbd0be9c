import type { GpuBackend, GpuFiles } from '../engine/gpu_offer.js';
import type { Runtime } from '../engine/runtime.js';

/** ONNX Runtime's WebGPU builds: `gpu_runtime.ts` with its JavaScript, and its WebAssembly. */
const builds = {
  /** WebAssembly that JavaScript's promises suspend. */
  jspi: { module: 'gpu_jspi.js', binary: 'ort-wasm-simd-threaded.jspi.wasm' },
  /** WebAssembly that unwinds its own stack: larger and slower, for browsers without. */
  asyncify: { module: 'gpu_asyncify.js', binary: 'ort-wasm-simd-threaded.asyncify.wasm' },
} as const;

/** What such a build's module offers. */
export interface GpuModule {
  openGpuRuntime(adapter: GPUAdapter, binary: Uint8Array<ArrayBuffer>): Promise<Runtime>;
}

/**
 * ONNX Runtime on the GPU. Nothing is loaded before there is one.
 * @param backend 'webgpu' takes an adapter too that is software
 * @throws Error that says why there is none
 */
export async function openGpu(backend: GpuBackend, files: GpuFiles): Promise<Runtime> {
  const adapter = await findAdapter(backend === 'webgpu');
  const { module, binary } = 'Suspending' in WebAssembly ? builds.jspi : builds.asyncify;
  const [bytes, { openGpuRuntime }] = await Promise.all([
    files.read(binary),
    import(/* webpackIgnore: true */ /* @vite-ignore */ files.url(module)) as Promise<GpuModule>,
  ]);
  return openGpuRuntime(adapter, bytes);
}

async function findAdapter(software: boolean): Promise<GPUAdapter> {
  if (!('gpu' in navigator)) throw new Error('this browser has none here');
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) throw new Error('there is no GPU for it');
  if (isSoftware(adapter) && !software) throw new Error('it is emulated in software here');
  return adapter;
}

/** Browsers of before 2025 say it of the adapter itself. */
function isSoftware(adapter: GPUAdapter & { readonly isFallbackAdapter?: boolean }): boolean {
  return adapter.info?.isFallbackAdapter ?? adapter.isFallbackAdapter ?? false;
}
