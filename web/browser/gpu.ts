import type { GpuOffer, GpuTask } from '../engine/gpu_offer.js';

/** `web/gpu/`, with ONNX Runtime's JavaScript for the GPU. */
const moduleFile = 'gpu.js';
/** ONNX Runtime's build that waits for the GPU by suspending WebAssembly. The one that unwinds its own stack instead would make the package half as large again. */
const build = 'ort-wasm-simd-threaded.jspi';

type GpuModule = typeof import('../gpu/gpu.js');

/** The GPU of the page. Nothing is loaded before there is one. */
export function offerGpu({ backend, networks, read, wasm, store }: GpuTask): GpuOffer {
  const load = (): Promise<GpuModule> => import(/* webpackIgnore: true */ /* @vite-ignore */ store.url(moduleFile));
  return {
    async open() {
      const adapter = await findAdapter(backend === 'webgpu');
      if (!('Suspending' in WebAssembly)) throw new Error('this browser cannot suspend WebAssembly for it (JSPI)');
      store.expect([`${build}.wasm`]);
      const [binary, { openGpuRuntime }] = await Promise.all([store.read(`${build}.wasm`), load()]);
      return openGpuRuntime(adapter, { moduleUrl: store.url(`${build}.mjs`), binary });
    },
    async tryNetworks(gpu) {
      const { tryOnGpu } = await load();
      return tryOnGpu(gpu, { networks, read, rival: backend === 'auto' ? wasm : null });
    },
  };
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
