import { type Constant, type Graph, type Operation, elementCount } from './graph.js';
import { halfToNumber } from './half.js';

const zero = 128;
const largest = 127;

/**
 * The graph with every convolution of at least `fewest` weights having bytes for them, and a scale a filter. Smaller ones, depthwise ones among them, hold
 * few of a network's bytes and most of what rounding does harm to.
 */
export function narrowed(graph: Graph, fewest: number): Graph {
  const narrow = (operation: Operation): Operation =>
    operation.kind === 'convolution' && elementCount(operation.weights.shape) >= fewest ? { ...operation, weights: bytesOf(operation.weights) } : operation;
  return { ...graph, operations: graph.operations.map(narrow) };
}

/**
 * Floats as bytes, each filter (the first side) with a scale by which its largest weight is the largest byte. (Scales that cut weights off leave more error.)
 * @throws RangeError where the constant's numbers are bytes already
 */
export function bytesOf(constant: Constant): Constant {
  if (constant.quantisation !== undefined) throw new RangeError('the numbers are bytes already');
  const numbers = Float64Array.from(constant.data, constant.data instanceof Uint16Array ? halfToNumber : Number);
  const [filters = 1] = constant.shape;
  const each = numbers.length / filters;
  const data = new Uint8Array(numbers.length);
  const scales = Array.from({ length: filters }, (_, filter) => {
    const weights = numbers.subarray(filter * each, (filter + 1) * each);
    const scale = Math.fround(weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / largest) || 1;
    data.set(rounded(weights.map((weight) => weight / scale)).map((steps) => zero + steps), filter * each);
    return scale;
  });
  return { shape: constant.shape, data, quantisation: { zero, scale: scales } };
}

/**
 * Whole numbers with the sum of the given ones: those that are nearest to a half are rounded the other way. What a filter sees is never negative, and much of
 * it the same everywhere, so that errors which do not cancel out would move its answer.
 */
function rounded(numbers: Float64Array): Float64Array {
  const whole = numbers.map((number) => Math.max(-largest, Math.min(largest, Math.round(number))));
  const errors = numbers.map((number, index) => (whole[index] ?? NaN) - number);
  const surplus = Math.round(errors.reduce((sum, error) => sum + error, 0));
  const direction = Math.sign(surplus);
  const nearestToHalf = [...errors.keys()].sort((a, b) => direction * ((errors[b] ?? NaN) - (errors[a] ?? NaN)) || a - b);
  for (const index of nearestToHalf.slice(0, Math.abs(surplus))) whole[index] = (whole[index] ?? NaN) - direction;
  return whole;
}
