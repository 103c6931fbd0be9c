import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-cpu';
import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import { type Tensor, io, tensor } from '@tensorflow/tfjs-core';
import { halfToNumber } from '../../models/convert/half.js';

const resolvePackage = createRequire(import.meta.url);

interface WeightEntry {
  readonly name: string;
  readonly shape: number[];
  readonly dtype: 'float32' | 'int32';
  readonly quantization?: object;
}

interface ModelJson {
  readonly modelTopology: object;
  readonly weightsManifest: readonly { readonly weights: readonly WeightEntry[] }[];
}

/** A TensorFlow.js graph model run by TensorFlow.js itself, in plain JavaScript. */
export class TfjsModel {
  readonly #model: GraphModel;

  private constructor(model: GraphModel) {
    this.#model = model;
  }

  /**
   * @param path package and path of the model without its .json and .bin endings
   * @param corrected the 32-bit value of a number the model stores with 16 bits; by default the stored one
   */
  static async create(path: string, corrected: (weight: string, value: number) => number = (_, value) => value): Promise<TfjsModel> {
    const json = JSON.parse(readFileSync(resolvePackage.resolve(`${path}.json`), 'utf8')) as ModelJson;
    const stored = readFileSync(resolvePackage.resolve(`${path}.bin`));
    const entries = json.weightsManifest.flatMap((group) => group.weights);
    const counts = entries.map((entry) => entry.shape.reduce((product, extent) => product * extent, 1));
    const widened = new DataView(new ArrayBuffer(4 * counts.reduce((sum, count) => sum + count, 0)));
    let source = 0;
    let target = 0;
    entries.forEach((entry, index) => {
      for (let left = counts[index] ?? 0; left > 0; left -= 1, target += 4, source += entry.quantization ? 2 : 4) {
        if (entry.quantization) widened.setFloat32(target, corrected(entry.name, halfToNumber(stored.readUInt16LE(source))), true);
        else widened.setUint32(target, stored.readUInt32LE(source), true);
      }
    });
    return new TfjsModel(await loadGraphModel(io.fromMemory({
      modelTopology: json.modelTopology,
      weightSpecs: entries.map(({ name, shape, dtype }) => ({ name, shape, dtype })),
      weightData: widened.buffer,
    })));
  }

  /** @param shape of the input, channels last @param outputs names of nodes */
  run(input: Float32Array, shape: number[], outputs: string[]): Float32Array[] {
    const results = this.#model.execute(tensor(input, shape), outputs) as Tensor | Tensor[];
    return [results].flat().map((result) => result.dataSync() as Float32Array);
  }
}
