import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareFaces, similarityThresholds } from '../../web/compare.js';

const embedding = (...values: number[]): Float32Array => Float32Array.from(values);

test('similarity is the cosine of the angle: 1 for one direction, 0 for a right angle, -1 for opposites', () => {
  assert.equal(compareFaces(embedding(1, 2, 2), embedding(2, 4, 4)), 1);
  assert.equal(compareFaces(embedding(1, 0), embedding(0, 1)), 0);
  assert.equal(compareFaces(embedding(1, 1), embedding(-1, -1)), -1);
  assert.ok(Math.abs(compareFaces(embedding(1, 0), embedding(1, 1)) - Math.SQRT1_2) < 1e-7);
});

test('it does not matter which face comes first, nor whether faces or embeddings are given', () => {
  const [one, other] = [embedding(.3, -.2, .7), embedding(.1, .9, .2)];
  assert.equal(compareFaces(one, other), compareFaces(other, one));
  assert.equal(compareFaces({ embedding: one }, { embedding: other }), compareFaces(one, other));
});

test('an embedding of nothing but zeros is like none', () => {
  assert.equal(compareFaces(embedding(0, 0), embedding(1, 1)), 0);
});

test('embeddings that are missing, or of different lengths, are wrong use', () => {
  assert.throws(() => compareFaces(embedding(), embedding()), { code: 'invalid-argument', message: /'feature'/ });
  assert.throws(() => compareFaces(embedding(1), embedding(1, 2)), { code: 'invalid-argument' });
  assert.throws(() => compareFaces([1, 2] as unknown as Float32Array, embedding(1, 2)), { code: 'invalid-argument' });
  assert.throws(() => compareFaces(null as unknown as Float32Array, embedding(1, 2)), { code: 'invalid-argument' });
});

test('the strict threshold is above the usual one', () => {
  assert.ok(similarityThresholds.usual < similarityThresholds.strict);
});
