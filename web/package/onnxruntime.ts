/**
 * The part of ONNX Runtime Web's API that the engine uses, on the functions beneath that API: the whole of it would be
 * 6 KB (Brotli) more to download, for tensors of other types, other places and other backends.
 */
import { env, type InferenceSession as Session } from 'onnxruntime-common';
import { createSession, initEp, initializeWebAssembly, initRuntime, releaseSession, run, type SessionParts, type TensorParts } from '#onnxruntime/functions';

export { env };

/** Its WebAssembly module is one for the thread, as beneath. */
let started: Promise<void> | undefined;

async function start(provider: string): Promise<void> {
  await initializeWebAssembly(env.wasm);
  await initRuntime(env);
  await initEp(env, provider);
}

export class Tensor {
  readonly type: 'float32';
  readonly data: Float32Array;
  readonly dims: readonly number[];

  constructor(type: 'float32', data: Float32Array, dims: readonly number[]) {
    this.type = type;
    this.data = data;
    this.dims = dims;
  }
}

export class InferenceSession {
  readonly #parts: SessionParts;

  private constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  static async create(onnx: Uint8Array, options: Session.SessionOptions): Promise<InferenceSession> {
    const [provider = 'wasm'] = options.executionProviders ?? [];
    await (started ??= start(typeof provider === 'string' ? provider : provider.name));
    return new InferenceSession(await createSession(onnx, options));
  }

  async run(feeds: Readonly<Record<string, Tensor>>): Promise<Record<string, Tensor>> {
    const [session, inputs, outputs] = this.#parts;
    const given = Object.entries(feeds);
    const results = await run(
      session,
      given.map(([name]) => inputs.indexOf(name)),
      given.map(([, { type, dims, data }]): TensorParts => [type, dims, data, 'cpu']),
      outputs.map((_, index) => index),
      outputs.map(() => null),
      {},
    );
    return Object.fromEntries(results.map(([type, dims, data], index) => [outputs[index], new Tensor(type, data, dims)]));
  }

  async release(): Promise<void> {
    releaseSession(this.#parts[0]);
  }
}
