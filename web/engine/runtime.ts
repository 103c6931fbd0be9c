import type { NetworkNames } from './protocol.js';

/** One output of a network, in the manifest's order. */
export interface NetworkOutput {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A network's ONNX, opened by a GPU's runtime. */
export interface NetworkSession {
  /**
   * Runs it on one input. `values` is asked for at the last moment: it may be a view on the core's memory, which does not
   * outlive the core's next growth. The outputs come in the manifest's order.
   * @throws Error where the GPU fails
   */
  run(shape: readonly number[], values: () => Float32Array): Promise<NetworkOutput[]>;
  release(): Promise<void>;
}

/** What runs networks on a GPU. */
export interface Runtime {
  open(network: NetworkNames, onnx: Uint8Array): Promise<NetworkSession>;
  /** Resolves with the reason when the GPU is lost. */
  readonly lost: Promise<string>;
  dispose(): Promise<void>;
}
