/** ONNX Runtime Web, which runs networks on a GPU, and in the tests what ours are compared with. In the package it is `web/package/onnxruntime.ts`. */
declare module '#onnxruntime' {
  export * from 'onnxruntime-common';
}

/** What ONNX Runtime Web builds its own API on: its sources' lib/wasm/wasm-core-impl.ts and wasm-factory.ts. */
declare module '#onnxruntime/functions' {
  import type { Env, InferenceSession } from 'onnxruntime-common';

  export type TensorParts = readonly ['float32', dims: readonly number[], data: Float32Array, location: 'cpu'];
  export type SessionParts = readonly [session: number, inputs: readonly string[], outputs: readonly string[], ...unknown[]];

  export function initializeWebAssembly(flags: Env.WebAssemblyFlags): Promise<void>;
  export function initRuntime(env: Env): Promise<void>;
  export function initEp(env: Env, provider: string): Promise<void>;
  export function createSession(onnx: Uint8Array, options: InferenceSession.SessionOptions): Promise<SessionParts>;
  export function releaseSession(session: number): void;
  export function run(
    session: number,
    inputIndices: readonly number[],
    inputs: readonly TensorParts[],
    outputIndices: readonly number[],
    outputs: readonly null[],
    options: InferenceSession.RunOptions,
  ): Promise<readonly TensorParts[]>;
}
