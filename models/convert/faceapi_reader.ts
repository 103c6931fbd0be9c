import { type Constant, elementCount } from './graph.js';

interface StoredWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  /** A byte stands for byte * scale + min. */
  readonly quantization?: { readonly dtype: string; readonly scale: number; readonly min: number };
}

/**
 * Reads the weights of a face-api network: TensorFlow.js's weights manifest and the bytes of its one weight file. Bytes stay bytes.
 * @returns the weights by name, in the shape and order of dimensions they are stored in
 * @throws Error where the file has another length than the weights, or one is of a kind that the networks here do not use
 */
export function readFaceapiWeights(json: string, bytes: Uint8Array): Map<string, Constant> {
  const groups = JSON.parse(json) as readonly { readonly weights: readonly StoredWeight[] }[];
  const constants = new Map<string, Constant>();
  let offset = 0;
  for (const { name, shape, dtype, quantization } of groups.flatMap((group) => group.weights)) {
    if (dtype !== 'float32' || (quantization && quantization.dtype !== 'uint8')) throw new Error(`${name}: this type of weight is not known`);
    const end = offset + (quantization ? 1 : 4) * elementCount(shape);
    // A copy, because a typed array of wider elements needs an aligned start.
    const stored = bytes.slice(offset, end);
    if (end > bytes.length) throw new Error(`the weight file ends before ${name}`);
    offset = end;
    constants.set(name, quantization ? quantised(name, shape, stored, quantization) : { shape, data: new Float32Array(stored.buffer) });
  }
  if (offset !== bytes.length) throw new Error(`the weight file is ${bytes.length - offset} bytes too long`);
  return constants;
}

/** The minimum is a whole number of steps, so that 0 has a byte of its own; in the manifest it is so but for the last digits. */
function quantised(name: string, shape: readonly number[], data: Uint8Array, { scale, min }: { readonly scale: number; readonly min: number }): Constant {
  const zero = Math.round(-min / scale);
  if (Math.abs(zero + min / scale) > 1e-9) throw new Error(`${name}: a quantisation without a byte for 0 is not known`);
  return { shape, data, quantisation: { zero, scale } };
}
