import { FaceAnalyzerError } from './errors.js';
import type { FaceDetails } from './interface.js';

/** A face's embedding, or the face as `inspect` gives it. */
export type Embedding = Float32Array | Pick<FaceDetails, 'embedding'>;

/**
 * How alike two faces are: the cosine of the angle between their embeddings, -1 to 1, the same for (a, b) and (b, a).
 * What it means, see `similarityThresholds`.
 * @throws FaceAnalyzerError 'invalid-argument' where an embedding is missing or of another length
 */
export function compareFaces(a: Embedding, b: Embedding): number {
  const [first, second] = [valuesOf(a), valuesOf(b)];
  if (first.length !== second.length || first.length === 0) {
    throw new FaceAnalyzerError('invalid-argument', `Embeddings of ${first.length} and ${second.length} numbers cannot be compared: both faces need the attribute 'feature'.`);
  }
  const product = dot(first, second);
  return product === 0 ? 0 : Math.min(1, Math.max(-1, product / Math.sqrt(dot(first, first) * dot(second, second))));
}

function valuesOf(face: Embedding): Float32Array {
  const values = face instanceof Float32Array ? face : Object(face).embedding;
  if (!(values instanceof Float32Array)) throw new FaceAnalyzerError('invalid-argument', "compareFaces takes two embeddings, or two faces of 'inspect'.");
  return values;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
