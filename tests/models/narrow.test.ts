import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Constant, Convolution, Graph } from '../../models/convert/graph.js';
import { bytesOf, narrowed } from '../../models/convert/narrow.js';

const filters = 3;
const each = 40;
const weights: Constant = { shape: [filters, each, 1, 1], data: Float32Array.from({ length: filters * each }, (_, index) => Math.sin(index * 1.7) * 10 ** Math.floor(index / each)) };

/** The numbers that bytes stand for, filter by filter. */
function widened({ data, quantisation }: Constant): number[][] {
  const scales = quantisation?.scale;
  assert.ok(quantisation && typeof scales === 'object');
  return scales.map((scale, filter) => [...data.subarray(filter * each, (filter + 1) * each)].map((byte) => (byte - quantisation.zero) * scale));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);
const filterOf = (filter: number): number[] => [...weights.data.subarray(filter * each, (filter + 1) * each)];

test('bytes stand for the weights to within a step, of which a filter has 127 to either side of zero', () => {
  for (const [filter, numbers] of widened(bytesOf(weights)).entries()) {
    const given = filterOf(filter);
    const step = Math.max(...given.map(Math.abs)) / 127;
    numbers.forEach((number, index) => assert.ok(Math.abs(number - (given[index] ?? NaN)) <= step, `weight ${index} of filter ${filter}`));
  }
});

test('the weights of a filter have the sum that they had, to half a step', () => {
  for (const [filter, numbers] of widened(bytesOf(weights)).entries()) {
    const given = filterOf(filter);
    assert.ok(Math.abs(sum(numbers) - sum(given)) <= (0.5001 * Math.max(...given.map(Math.abs))) / 127);
  }
});

test('floats of 16 bits are read as such', () => {
  const halves: Constant = { shape: [1, 2], data: Uint16Array.from([0x3c00, 0xb400]) }; // 1 and -.25
  const { data, quantisation } = bytesOf(halves);
  assert.deepEqual([...data], [255, 128 - 32]);
  assert.deepEqual(quantisation, { zero: 128, scale: [Math.fround(1 / 127)] });
});

test('a filter of zeros stays one', () => {
  assert.deepEqual([...bytesOf({ shape: [1, 3], data: new Float32Array(3) }).data], [128, 128, 128]);
});

test('what are bytes already is an error', () => {
  assert.throws(() => bytesOf(bytesOf(weights)), RangeError);
});

test('of a graph only large convolutions are narrowed', () => {
  const convolution: Convolution = { kind: 'convolution', output: 'a', input: 'map', groups: 1, activation: 'none', window: { size: [1, 1], strides: [1, 1], padding: 'valid' }, weights, bias: undefined };
  const small: Convolution = { ...convolution, output: 'b', input: 'a', weights: { shape: [1, 2, 1, 1], data: Float32Array.from([1, 2]) } };
  const graph: Graph = { input: { name: 'map', shape: [1, 1, 1, each] }, operations: [convolution, small, { kind: 'relu', output: 'c', input: 'b' }], shapes: new Map() };
  assert.deepEqual(narrowed(graph, filters * each).operations, [{ ...convolution, weights: bytesOf(weights) }, ...graph.operations.slice(1)]);
  assert.deepEqual(narrowed(graph, filters * each + 1), graph);
});
