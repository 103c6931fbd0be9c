import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Constant } from '../../models/convert/graph.js';
import { dividedWeights, partsOf } from '../../models/convert/summation.js';

function weightsOf(...shape: [filters: number, channels: number, height: number, width: number]): Constant {
  return { shape, data: Float32Array.from({ length: shape.reduce((product, extent) => product * extent) }, (_, index) => index) };
}

test('a convolution is divided only where the threads would decide the order of its sums', () => {
  const cases = [
    ['a sum of one piece', weightsOf(32, 128, 1, 1), undefined, 1],
    ['a long sum, the map of any size', weightsOf(48, 144, 1, 1), undefined, 4],
    ['more filters than columns', weightsOf(256, 256, 1, 1), 225, 1],
    ['columns for one thread only', weightsOf(1, 32, 3, 3), 1, 1],
    ['few columns', weightsOf(7, 256, 3, 3), 64, 32],
    ['a last share that is small: 80, 80 and 36 columns', weightsOf(128, 256, 1, 1), 196, 4],
    ['many columns for each thread', weightsOf(64, 32, 3, 3), 841, 1],
  ] as const;
  for (const [what, weights, columns, parts] of cases) assert.equal(partsOf(weights, columns), parts, what);
});

test('channels that cannot be divided into equal short sums are an error that names the shape', () => {
  assert.throws(() => partsOf(weightsOf(8, 131, 1, 1), undefined), /\[8, 131, 1, 1\]/);
});

test('the divided weights hold each part\'s channels, filter by filter, one part after the other', () => {
  const divided = dividedWeights(weightsOf(4, 4, 1, 1), 2);
  assert.deepEqual(divided.shape, [8, 2, 1, 1]);
  assert.deepEqual([...divided.data], [0, 1, 4, 5, 8, 9, 12, 13, 2, 3, 6, 7, 10, 11, 14, 15]);
});

test('empty filters make the number of each part\'s a multiple of four', () => {
  const divided = dividedWeights(weightsOf(3, 4, 1, 1), 2);
  assert.deepEqual(divided.shape, [8, 2, 1, 1]);
  assert.deepEqual([...divided.data], [0, 1, 4, 5, 8, 9, 0, 0, 2, 3, 6, 7, 10, 11, 0, 0]);
});
