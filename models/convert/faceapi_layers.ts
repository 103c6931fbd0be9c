import { type Activation, type Constant, type Graph, type Operation, type Shape, type Window, extentAt, permuted } from './graph.js';
import { shapeOf } from './shapes.js';

/** What every face-api network takes: [batch, height, width, channels]. */
const input: Graph['input'] = { name: 'image', shape: [1, 112, 112, 3] };

/**
 * The layers that face-api's networks are written in, with TensorFlow's 'same' padding everywhere. Each method takes names of values and returns the name of
 * the one it makes; layers with weights are named after them.
 */
export class FaceapiLayers {
  readonly image = input.name;
  readonly #weights: ReadonlyMap<string, Constant>;
  readonly #operations: Operation[] = [];
  readonly #shapes = new Map<string, Shape>([[input.name, input.shape]]);

  constructor(weights: ReadonlyMap<string, Constant>) {
    this.#weights = weights;
  }

  /** A convolution with a bias. */
  convolution(source: string, name: string, stride: number, activation: Activation = 'none'): string {
    return this.#convolve(name, source, `${name}/filters`, `${name}/bias`, stride, activation);
  }

  /** A convolution of each channel alone, and one of 1x1 with a bias that mixes them. */
  separable(source: string, name: string, stride = 1, activation: Activation = 'none'): string {
    const filter = this.#weight(`${name}/depthwise_filter`);
    const output = `${name}/depthwise`;
    // Stored [height, width, channels, 1].
    const weights = permuted(filter, [2, 3, 0, 1]);
    const [groups, window] = [extentAt(filter.shape, 2), windowOf(weights, stride)];
    this.#add({ kind: 'convolution', output, input: source, weights, bias: undefined, groups, window, activation: 'none' });
    return this.#convolve(name, output, `${name}/pointwise_filter`, `${name}/bias`, 1, activation);
  }

  relu(source: string): string {
    return this.#add({ kind: 'relu', output: `${source}/relu`, input: source });
  }

  sum(name: string, left: string, right: string, activation: Activation = 'none'): string {
    return this.#add({ kind: 'add', output: name, left, right, activation });
  }

  /** The maximum over 3x3 windows, two cells apart. */
  maximumPool(name: string, source: string): string {
    return this.#add({ kind: 'maximum_pool', output: name, input: source, window: { size: [3, 3], strides: [2, 2], padding: 'same' } });
  }

  /** The mean of each channel. */
  mean(name: string, source: string): string {
    return this.#add({ kind: 'spatial_mean', output: name, input: source });
  }

  dense(source: string, name: string): string {
    const [weights, bias] = [this.#weight(`${name}/weights`), this.#weight(`${name}/bias`)];
    return this.#add({ kind: 'dense', output: name, input: source, weights, bias, activation: 'none' });
  }

  /** Everything made so far. */
  graph(): Graph {
    return { input, operations: this.#operations, shapes: this.#shapes };
  }

  #convolve(output: string, source: string, filters: string, bias: string, stride: number, activation: Activation): string {
    // Stored [height, width, in, out].
    const weights = permuted(this.#weight(filters), [3, 2, 0, 1]);
    const window = windowOf(weights, stride);
    return this.#add({ kind: 'convolution', output, input: source, weights, bias: this.#weight(bias), groups: 1, window, activation });
  }

  #weight(name: string): Constant {
    const weight = this.#weights.get(name);
    if (!weight) throw new Error(`the weight ${name} is missing`);
    return weight;
  }

  #add(operation: Operation): string {
    this.#operations.push(operation);
    this.#shapes.set(operation.output, shapeOf(operation, this.#shapes));
    return operation.output;
  }
}

/** @param weights [out, in / groups, height, width] */
function windowOf({ shape }: Constant, stride: number): Window {
  return { size: [extentAt(shape, 2), extentAt(shape, 3)], strides: [stride, stride], padding: 'same' };
}
