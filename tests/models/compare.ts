import assert from 'node:assert/strict';

/** The largest absolute difference of two arrays of one length. */
export function largestDifference(actual: Float32Array, expected: Float32Array): number {
  assert.equal(actual.length, expected.length);
  return actual.reduce((largest, value, index) => Math.max(largest, Math.abs(value - (expected[index] ?? Number.NaN))), 0);
}

/** Asserts that two arrays agree, and says by how much they do not. */
export function assertClose(actual: Float32Array, expected: Float32Array, tolerance: number, what: string): void {
  const difference = largestDifference(actual, expected);
  assert.ok(difference <= tolerance, `${what}: off by ${difference}, at most ${tolerance} expected`);
}

/** Two images of one shape as one batch. */
export function together(first: Float32Array, second: Float32Array): Float32Array {
  const both = new Float32Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** The networks of which the core multiplies much in whole numbers of 16 bits: seen 6.4e-4 of an output's largest from those of floats. */
const inWholeNumbers = new Set(['face_features', 'age_gender', 'expression', 'emotion']);

/** How far a network's numbers in the core may be from another runtime's, of an output's largest, where those of floats may be `ofFloats`. */
export const coreTolerance = (network: string, ofFloats: number): number => (inWholeNumbers.has(network) ? 1e-3 : ofFloats);
