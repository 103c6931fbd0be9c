import type { AssetStore } from './asset_store.js';
import type { NetworkRunner } from './networks.js';
import type { EngineSettings, NetworkNames } from './protocol.js';
import type { NetworkSession, Runtime } from './runtime.js';

/** A GPU that may be there. */
export interface GpuOffer {
  /** @throws Error that says why there is none */
  open(): Promise<Runtime>;
  /** What it turns out to be fit for. */
  tryNetworks(gpu: Runtime): Promise<Fitness>;
}

export interface Fitness {
  /** Of the networks that the GPU is to run, by their names. */
  readonly sessions: ReadonlyMap<string, NetworkSession>;
  /** Why these, in a sentence. */
  readonly reason: string;
}

/** What the GPU is offered for. */
export interface GpuTask {
  /** 'webgpu' takes a GPU too that is emulated, or slow. */
  readonly backend: Exclude<EngineSettings['backend'], 'wasm'>;
  readonly networks: readonly NetworkNames[];
  /** Gives a network's ONNX bytes. */
  readonly read: (name: string) => Promise<Uint8Array>;
  /** Whom it has to beat where it was not asked for by name. */
  readonly wasm: NetworkRunner;
  readonly store: AssetStore;
}

export type OfferGpu = (task: GpuTask) => GpuOffer;
