import { checked, type Rule } from './checked.js';
import { FaceAnalyzerError } from './errors.js';
import type { FaceDetails } from './interface.js';
import { isA } from './is_a.js';

/** A face's embedding, or the face as `inspect` gives it. */
export type Embedding = Float32Array | Pick<FaceDetails, 'embedding'>;

/**
 * Above which similarity two faces are taken for one person's. Measured on all pairs of 1555 photographs of LFW, by heads that
 * never saw the person. Small faces and faces that look away are less certain: look at the qualities first. People who are alike are more often taken
 * for one than LFW's: of pairs of adults of one gender, race and age 11 to 25 in 100 are above `usual`, and of children more than half
 * (models/cards/attribute_heads.md).
 */
export const similarityThresholds = {
  /** 1 in 100 pairs of two people is above it, and 98 in 100 pairs of one person. */
  usual: 0.28,
  /** 1 in 1000 pairs of two people is above it, and 90 in 100 pairs of one person. */
  strict: 0.37,
} as const;

/**
 * How alike two faces are: the cosine of the angle between their embeddings, -1 to 1, the same for (a, b) and (b, a).
 * What it means, see `similarityThresholds`.
 * @throws FaceAnalyzerError 'invalid-argument' where an embedding is missing or of another length
 */
export function compareFaces(a: Embedding, b: Embedding): number {
  const [first, second] = [valuesOf(a), valuesOf(b)];
  return similarityOf(first, dot(first, first), second);
}

export interface FindOptions {
  /** The least similarity of a match; `similarityThresholds.usual` by default. */
  readonly threshold?: number;
}

export interface Match<Entry> {
  readonly entry: Entry;
  /** As `compareFaces` gives it. */
  readonly similarity: number;
}

const findRules: Readonly<Record<keyof FindOptions, Rule>> = {
  threshold: ['a number', (value) => typeof value === 'number' && !Number.isNaN(value)],
};

/**
 * The entry of a gallery that is most alike to a face, of equals the first; null where none reaches the threshold. An entry is an embedding, or anything
 * that holds one: a face of `inspect`, or an object of the caller's own. A person of whom there are several embeddings is several entries.
 * @throws FaceAnalyzerError 'invalid-argument' where an embedding is missing or of another length, or an option is wrong
 */
export function findFace<Entry extends Embedding>(face: Embedding, gallery: Iterable<Entry>, options: FindOptions = {}): Match<Entry> | null {
  const { threshold = similarityThresholds.usual } = checked(options, findRules);
  if (typeof Object(gallery)[Symbol.iterator] !== 'function') throw new FaceAnalyzerError('invalid-argument', 'A gallery is a list, or anything else that can be iterated.');
  const values = valuesOf(face);
  const square = dot(values, values);
  let best: Match<Entry> | null = null;
  for (const entry of gallery) {
    const similarity = similarityOf(values, square, valuesOf(entry));
    if (similarity >= threshold && (best === null || similarity > best.similarity)) best = { entry, similarity };
  }
  return best;
}

/** @param square of the first one with itself */
function similarityOf(first: Float32Array, square: number, second: Float32Array): number {
  if (first.length !== second.length || first.length === 0) {
    throw new FaceAnalyzerError('invalid-argument', `Embeddings of ${first.length} and ${second.length} numbers cannot be compared: both faces need the attribute 'feature'.`);
  }
  const product = dot(first, second);
  return product === 0 ? 0 : Math.min(1, Math.max(-1, product / Math.sqrt(square * dot(second, second))));
}

function valuesOf(face: Embedding): Float32Array {
  const values: unknown = isA(face, 'Float32Array') ? face : Object(face).embedding;
  if (!isA(values, 'Float32Array')) throw new FaceAnalyzerError('invalid-argument', "Faces are compared by embeddings: a Float32Array, or a face of 'inspect'.");
  return values as Float32Array;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
