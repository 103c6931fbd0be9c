import type { AssetStore } from './asset_store.js';
import type { Trial } from './gpu_trial.js';
import type { KnownAnswers } from './known_answers.js';
import type { NetworkRunner } from './networks.js';
import type { EngineSettings } from './protocol.js';
import type { Runtime } from './runtime.js';

/** A GPU that may be there. */
export interface GpuOffer {
  /** @throws Error that says why there is none */
  open(): Promise<Runtime>;
  /** What it has to show, asked for when it is there. */
  trial(): Promise<Trial>;
}

/** How a GPU was asked for: 'webgpu' takes one too that is emulated, or slow. */
export type GpuBackend = Exclude<EngineSettings['backend'], 'wasm'>;

/** The package's files, as a GPU's runtime needs them. */
export type GpuFiles = Pick<AssetStore, 'url' | 'read'>;

/** Opens the GPU of the place where the engine runs. @throws Error that says why there is none */
export type OpenGpu = (backend: GpuBackend, files: GpuFiles) => Promise<Runtime>;

const answersFile = 'known_answers.json';

/**
 * The offer of the package's own files.
 * @param onnx gives a network's bytes
 */
export function gpuOffer(backend: GpuBackend, openGpu: OpenGpu, store: AssetStore, wasm: NetworkRunner, trial: Pick<Trial, 'networks' | 'read'>): GpuOffer {
  const files: GpuFiles = {
    url: (name) => store.url(name),
    async read(name) {
      store.expect([name]);
      return store.read(name);
    },
  };
  return {
    open: () => openGpu(backend, files),
    async trial() {
      const answers = JSON.parse(new TextDecoder().decode(await files.read(answersFile))) as KnownAnswers;
      return { ...trial, answers, rival: backend === 'auto' ? wasm : null };
    },
  };
}
