import { FaceAnalyzerError } from './errors.js';
import type { FaceDetails } from './interface.js';

/** A face's embedding, or the face as `inspect` gives it. */
export type Embedding = Float32Array | Pick<FaceDetails, 'embedding'>;

/**
 * Above which similarity two faces are taken for one person's. Measured on 1199 pairs of LFW, by heads that never saw the
 * person (`npm run evaluate`); with only 600 pairs of two people `strict` rests on few. Small faces, faces that look away
 * and children's faces are less certain: look at the qualities first.
 */
export const similarityThresholds = {
  /** 1 in 100 pairs of two people is above it, and 98 in 100 pairs of one person. */
  usual: 0.26,
  /** 1 in 1000 pairs of two people is above it, and 94 in 100 pairs of one person. */
  strict: 0.32,
} as const;

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
