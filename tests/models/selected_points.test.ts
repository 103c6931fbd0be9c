import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Convolution, Graph, Operation } from '../../models/convert/graph.js';
import { withSelectedPoints } from '../../models/convert/selected_points.js';

/** Four points of two coordinates, each a sum over two channels; a weight is ten times its row plus its column. */
const convolution: Convolution = {
  kind: 'convolution', output: 'places', input: 'map', groups: 1, activation: 'none', window: { size: [1, 1], strides: [1, 1], padding: 'valid' },
  weights: { shape: [8, 2, 1, 1], data: Float32Array.from({ length: 16 }, (_, index) => 10 * Math.floor(index / 2) + (index % 2)) },
  bias: { shape: [8], data: Float32Array.from([0, 1, 2, 3, 4, 5, 6, 7]) },
};

function graphOf(...operations: readonly Operation[]): Graph {
  return { input: { name: 'map', shape: [1, 1, 1, 2] }, operations, shapes: new Map([['map', [1, 1, 1, 2]], ['places', [1, 1, 1, 8]], ['flag', [1, 1, 1, 8]]]) };
}

const wanted = { tensor: 'places', shape: ['batch', 2, 2], points: [3, 0] } as const;

test('the convolution keeps the rows of the wanted points, in their order', () => {
  const { operations: [selected], shapes } = withSelectedPoints(graphOf(convolution), wanted);
  assert.ok(selected?.kind === 'convolution');
  assert.deepEqual(selected.weights, { shape: [4, 2, 1, 1], data: Float32Array.from([60, 61, 70, 71, 0, 1, 10, 11]) });
  assert.deepEqual(selected.bias, { shape: [4], data: Float32Array.from([6, 7, 0, 1]) });
  assert.deepEqual(shapes.get('places'), [1, 1, 1, 4]);
});

test('the source graph stays as it was', () => {
  const graph = graphOf(convolution);
  withSelectedPoints(graph, wanted);
  assert.deepEqual(graph, graphOf(convolution));
});

test('a convolution without a bias stays without one', () => {
  const { operations: [selected] } = withSelectedPoints(graphOf({ ...convolution, bias: undefined }), wanted);
  assert.equal(selected?.kind === 'convolution' && selected.bias, undefined);
});

test('a point that the value does not have is an error that names the row', () => {
  assert.throws(() => withSelectedPoints(graphOf(convolution), { ...wanted, points: [0, 4] }), /no row 8 of \[8, 2, 1, 1\]/);
});

test('points of what no plain convolution makes, or of what the graph reads on, cannot be selected', () => {
  const relu = (input: string, output: string): Operation => ({ kind: 'relu', input, output });
  assert.throws(() => withSelectedPoints(graphOf(relu('map', 'places')), wanted), /places is not a plain convolution/);
  assert.throws(() => withSelectedPoints(graphOf({ ...convolution, groups: 2 }), wanted), /places is not a plain convolution/);
  assert.throws(() => withSelectedPoints(graphOf(), wanted), /places is not a plain convolution/);
  assert.throws(() => withSelectedPoints(graphOf(convolution, relu('places', 'flag')), wanted), /places is read by the graph itself/);
});
