import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Graph } from '../../models/convert/graph.js';
import { withOwnLayers } from '../../models/convert/own_layers.js';
import { toOnnx } from '../../models/convert/to_onnx.js';
import { OnnxModel } from './onnx_runtime.js';

/** A picture of two channels and nothing else. */
const graph: Graph = { input: { name: 'map', shape: [1, 1, 3, 2] }, operations: [], shapes: new Map([['map', [1, 1, 3, 2]]]) };
const sum = { weights: [[1, 1]], bias: [0.5] };
const differences = { weights: [[1, -1], [-1, 1], [0, 2]], bias: [0, 0, 1] };
const mixed = { weights: [[1, 10, 100]], bias: [-1] };

/** What layers make of three places, which hold 3 and 1, 0 and 2, -1 and -1. */
async function madeOf(...layers: Parameters<typeof withOwnLayers>[3]): Promise<number[]> {
  const outputs = [{ name: 'answer', tensor: 'made', shape: ['batch', 1, 1, 3] }];
  const model = await OnnxModel.create(toOnnx(withOwnLayers(graph, 'map', 'made', layers), { name: 'test', input: { name: 'map', shape: ['batch', 2, 1, 3] }, outputs }));
  const results = await model.run({ map: [Float32Array.from([3, 0, -1, 1, 2, -1]), [1, 2, 1, 3]] });
  return [...(results['answer']?.[0] ?? [])];
}

test('a layer makes a number of the channels of each place, which may be negative', async () => {
  assert.deepEqual(await madeOf(sum), [4.5, 2.5, -1.5]);
});

test('what is negative between two layers is cut off', async () => {
  assert.deepEqual(await madeOf(differences, mixed), [2 + 300 - 1, 20 + 500 - 1, -1]);
});

test('the source graph stays as it was', () => {
  withOwnLayers(graph, 'map', 'made', [sum]);
  assert.deepEqual([graph.operations, [...graph.shapes.keys()]], [[], ['map']]);
});

test('layers that do not fit each other or the picture, and what is no picture, are errors that say so', () => {
  assert.throws(() => withOwnLayers(graph, 'map', 'made', [mixed]), /layer 0 of made does not fit map/);
  assert.throws(() => withOwnLayers(graph, 'map', 'made', [sum, mixed]), /layer 1 of made does not fit made 0/);
  assert.throws(() => withOwnLayers(graph, 'map', 'made', [{ ...sum, bias: [] }]), /layer 0 of made does not fit map/);
  assert.throws(() => withOwnLayers(graph, 'other', 'made', [sum]), /other is no picture/);
});
