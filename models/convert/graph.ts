import { halfToNumber } from './half.js';

/**
 * The neutral graph between a source format and ONNX. Shapes keep the source's order (batch, height, width, channels); weights are already in ONNX's
 * order, so that both readers agree on one convention and the writer never asks where a weight came from.
 */
export interface Graph {
  readonly input: { readonly name: string; readonly shape: Shape };
  readonly operations: readonly Operation[];
  /** The shape of every value, by name; the batch dimension is 1. */
  readonly shapes: ReadonlyMap<string, Shape>;
}

export type Shape = readonly number[];

/**
 * Trained numbers, as stored: 32-bit floats, the bits of 16-bit ones, or bytes (both kept, because widening them would only make the file larger).
 */
export interface Constant {
  readonly shape: Shape;
  readonly data: Float32Array | Uint16Array | Uint8Array;
  /** Of bytes, and of nothing else: which numbers they stand for. */
  readonly quantisation?: Quantisation;
}

/** A byte stands for (byte - zero) * scale; where there are several scales, each is that of one entry of the first side. */
export interface Quantisation {
  readonly zero: number;
  readonly scale: number | readonly number[];
}

export type Activation = 'none' | 'relu' | 'relu6';
export type Padding = 'same' | 'valid';

/** A window over height and width, in that order. */
export interface Window {
  readonly size: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: Padding;
}

interface Produces {
  /** The name of the value this operation makes. */
  readonly output: string;
}

/** Weights [out, in / groups, height, width]; groups > 1 is a depthwise convolution. */
export interface Convolution extends Produces {
  readonly kind: 'convolution';
  readonly input: string;
  readonly weights: Constant;
  readonly bias: Constant | undefined;
  readonly groups: number;
  readonly window: Window;
  readonly activation: Activation;
}

/** A constant operand's shape aligns with the last source dimensions, as in the source format. */
export interface Elementwise extends Produces {
  readonly kind: 'add' | 'multiply';
  readonly left: string;
  readonly right: string | Constant;
  readonly activation: Activation;
}

export interface Unary extends Produces {
  readonly kind: 'relu' | 'relu6' | 'sigmoid' | 'softmax' | 'spatial_mean' | 'identity';
  readonly input: string;
}

/** One slope a channel. */
export interface ParametricRelu extends Produces {
  readonly kind: 'parametric_relu';
  readonly input: string;
  readonly slope: Constant;
}

export interface MaximumPool extends Produces {
  readonly kind: 'maximum_pool';
  readonly input: string;
  readonly window: Window;
}

/** Zeros around each dimension: [before, after] in the source's order of dimensions. */
export interface Pad extends Produces {
  readonly kind: 'pad';
  readonly input: string;
  readonly amounts: readonly (readonly [number, number])[];
}

/** Bilinear with half-pixel centres, by whole factors. */
export interface Resize extends Produces {
  readonly kind: 'resize';
  readonly input: string;
}

export interface Reshape extends Produces {
  readonly kind: 'reshape';
  readonly input: string;
}

/** input [batch, in] times weights [in, out]. */
export interface Dense extends Produces {
  readonly kind: 'dense';
  readonly input: string;
  readonly weights: Constant;
  readonly bias: Constant;
  readonly activation: Activation;
}

/** MediaPipe's Landmarks2TransformMatrix, version 2: the rotated box around some landmarks, as a matrix from its grid to the landmarks' plane. */
export interface LandmarksToMatrix extends Produces {
  readonly kind: 'landmarks_to_matrix';
  readonly input: string;
  readonly subset: readonly number[];
  /** The two landmarks whose line is the box's horizontal, from its left to its right. */
  readonly ends: readonly [number, number];
  /** The grid the box is divided into, [height, width]. */
  readonly grid: readonly [number, number];
  /** The box's growth around its centre, [height, width]. */
  readonly scale: readonly [number, number];
}

/** MediaPipe's TransformTensorBilinear, version 2: a feature map sampled on a matrix's grid. */
export interface SampleMap extends Produces {
  readonly kind: 'sample_map';
  readonly input: string;
  readonly matrix: string;
  readonly grid: readonly [number, number];
}

/** MediaPipe's TransformLandmarks, version 2: 2-D points taken through a matrix. */
export interface TransformLandmarks extends Produces {
  readonly kind: 'transform_landmarks';
  readonly input: string;
  readonly matrix: string;
}

export type Operation =
  | Convolution
  | Elementwise
  | Unary
  | ParametricRelu
  | MaximumPool
  | Pad
  | Resize
  | Reshape
  | Dense
  | LandmarksToMatrix
  | SampleMap
  | TransformLandmarks;

/** The names of the values that an operation reads. */
export function valuesReadBy(operation: Operation): string[] {
  const names: string[] = [];
  if ('input' in operation) names.push(operation.input);
  if ('left' in operation) names.push(operation.left);
  if ('right' in operation && typeof operation.right === 'string') names.push(operation.right);
  if ('matrix' in operation) names.push(operation.matrix);
  return names;
}

/** The number of elements of a shape. */
export function elementCount(shape: Shape): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

/** The dimension at an index. @throws RangeError where there is none */
export function extentAt(shape: Shape, index: number): number {
  const extent = shape[index];
  if (extent === undefined) throw new RangeError(`shape [${shape.join(', ')}] has no dimension ${index}`);
  return extent;
}

/** The same numbers with their dimensions in another order: result dimension i is source dimension order[i]. */
export function permuted(constant: Constant, order: readonly number[]): Constant {
  const shape = order.map((dimension) => extentAt(constant.shape, dimension));
  const strides = constant.shape.map((_, dimension) => elementCount(constant.shape.slice(dimension + 1)));
  const steps = order.map((dimension) => extentAt(strides, dimension));
  const data = constant.data.slice();
  const index = shape.map(() => 0);
  for (let target = 0; target < data.length; target += 1) {
    data[target] = constant.data[index.reduce((sum, position, dimension) => sum + position * extentAt(steps, dimension), 0)] ?? 0;
    for (let dimension = shape.length - 1; dimension >= 0; dimension -= 1) {
      const next = extentAt(index, dimension) + 1;
      index[dimension] = next < extentAt(shape, dimension) ? next : 0;
      if (index[dimension] !== 0) break;
    }
  }
  return { ...constant, shape, data };
}

/** The same numbers under another shape. @throws RangeError where the counts differ */
export function reshaped(constant: Constant, shape: Shape): Constant {
  if (elementCount(shape) !== constant.data.length) throw new RangeError(`[${constant.shape.join(', ')}] cannot become [${shape.join(', ')}]`);
  return { ...constant, shape };
}

/** The value of a constant of one element. @throws RangeError where it has another count */
export function scalarValue(constant: Constant): number {
  const [value] = constant.data;
  if (value === undefined || constant.data.length !== 1) throw new RangeError('the constant is not a scalar');
  if (constant.quantisation) {
    const { zero, scale } = constant.quantisation;
    return (value - zero) * (typeof scale === 'number' ? scale : (scale[0] ?? NaN));
  }
  return constant.data instanceof Uint16Array ? halfToNumber(value) : value;
}
