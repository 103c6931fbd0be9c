import { type Constant, type Convolution, type Graph, elementCount, extentAt, valuesReadBy } from './graph.js';

/** An output that is only some of the points that a value holds, one after the other along its channels. */
export interface SelectedPoints {
  readonly tensor: string;
  /** (batch, points, coordinates) */
  readonly shape: readonly (number | string)[];
  readonly points: readonly number[];
}

/**
 * The graph with only some points in a value. What would give the others is left out of the convolution that makes it, so that neither their weights nor
 * their sums are paid for.
 * @throws Error where no plain convolution makes the value, something else reads it, or it has no such point
 */
export function withSelectedPoints(graph: Graph, { tensor, shape, points }: SelectedPoints): Graph {
  const maker = graph.operations.find((operation): operation is Convolution => operation.output === tensor && operation.kind === 'convolution');
  if (maker?.groups !== 1) throw new Error(`${tensor} is not a plain convolution: its points cannot be selected`);
  if (graph.operations.some((operation) => valuesReadBy(operation).includes(tensor))) throw new Error(`${tensor} is read by the graph itself: its points cannot be selected`);
  const coordinates = extentAt(shape.map(Number), 2);
  const channels = points.flatMap((point) => Array.from({ length: coordinates }, (_, coordinate) => coordinates * point + coordinate));
  const selected: Convolution = { ...maker, weights: withRows(maker.weights, channels), bias: maker.bias && withRows(maker.bias, channels) };
  const before = graph.shapes.get(tensor);
  if (before === undefined) throw new Error(`the shape of ${tensor} is not known`);
  return {
    ...graph,
    operations: graph.operations.map((operation) => (operation === maker ? selected : operation)),
    shapes: new Map(graph.shapes).set(tensor, [...before.slice(0, -1), channels.length]),
  };
}

/** Some entries of a constant's first dimension, in the order asked for. */
function withRows(constant: Constant, rows: readonly number[]): Constant {
  const length = elementCount(constant.shape.slice(1));
  const data = constant.data.slice(0, rows.length * length);
  rows.forEach((row, place) => {
    if (row >= extentAt(constant.shape, 0)) throw new Error(`there is no row ${row} of [${constant.shape.join(', ')}]`);
    data.set(constant.data.subarray(row * length, (row + 1) * length), place * length);
  });
  return { ...constant, shape: [rows.length, ...constant.shape.slice(1)], data };
}
