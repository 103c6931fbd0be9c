import assert from 'node:assert/strict';
import * as ort from 'onnxruntime-web/wasm';
import { convertModel } from '../../models/convert/build_model.js';
import { type Network, readManifest } from '../../models/manifest.js';
import { assertClose, together } from './compare.js';

ort.env.wasm.numThreads = 1;

/** A manifest's network. @throws Error where it has none of this name */
export function networkOf(name: string): Network {
  const entry = readManifest().models.find((model) => model.name === name);
  if (entry?.kind !== 'network') throw new Error(`the manifest has no network ${name}`);
  return entry;
}

type Values = readonly [data: Float32Array, shape: readonly number[]];

/** A converted model in ONNX Runtime Web. */
export class OnnxModel {
  readonly #session: ort.InferenceSession;

  private constructor(session: ort.InferenceSession) {
    this.#session = session;
  }

  static async create(bytes: Uint8Array): Promise<OnnxModel> {
    return new OnnxModel(await ort.InferenceSession.create(bytes));
  }

  /** One of the manifest's networks, converted here and now. */
  static async converted(network: Network): Promise<OnnxModel> {
    return OnnxModel.create(convertModel(network));
  }

  /** The same with the numbers that its source has, where the package stores bytes. */
  static async ofSource({ bytesFrom: _, ...network }: Network): Promise<OnnxModel> {
    return OnnxModel.create(convertModel(network));
  }

  /** @param inputs values and shape by the input's name @returns the outputs by theirs */
  async run(inputs: Readonly<Record<string, Values>>): Promise<Record<string, Values>> {
    const feeds = Object.fromEntries(Object.entries(inputs).map(([name, [data, shape]]) => [name, new ort.Tensor('float32', data, shape)]));
    const results = await this.#session.run(feeds);
    return Object.fromEntries(Object.entries(results).map(([name, value]) => [name, [value.data as Float32Array, value.dims]]));
  }
}

/** The values of an output, with its shape checked against the manifest's (a named dimension may be anything). */
export function outputOf(network: Network, results: Readonly<Record<string, Values>>, name: string): Float32Array {
  const [data, shape] = results[name] ?? [new Float32Array(), []];
  const declared = network.outputs.find((output) => output.name === name)?.shape ?? [];
  assert.deepEqual(shape, declared.map((extent, index) => (typeof extent === 'string' ? shape[index] : extent)), `the shape of ${name}`);
  return data;
}

/** Asserts that a batch of two images gives what the images give alone, to the last bit: the same kernels add in the same order. */
export async function assertBatchIsTwoRuns(model: OnnxModel, network: Network, images: readonly [Float32Array, Float32Array]): Promise<void> {
  const { name, channels, height, width } = network.input;
  const first = await model.run({ [name]: [images[0], [1, channels, height, width]] });
  const second = await model.run({ [name]: [images[1], [1, channels, height, width]] });
  const batch = await model.run({ [name]: [together(...images), [2, channels, height, width]] });
  for (const output of network.outputs) {
    const alone = together(outputOf(network, first, output.name), outputOf(network, second, output.name));
    assertClose(outputOf(network, batch, output.name), alone, 0, `${output.name} of a batch`);
  }
}
