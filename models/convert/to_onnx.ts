import { landmarksToMatrix, sampleMap, transformLandmarks } from './attention_ops.js';
import { type Activation, type Constant, type Convolution, type Graph, type Operation, type Shape, type Window, elementCount, extentAt, reshaped, valuesReadBy } from './graph.js';
import { narrowed } from './narrow.js';
import { type AttributeValue, type Dimension, OnnxWriter } from './onnx_writer.js';
import { withSelectedPoints } from './selected_points.js';

export interface Target {
  /** The model's name inside the file. */
  readonly name: string;
  readonly input: { readonly name: string; readonly shape: readonly Dimension[] };
  /** The ONNX outputs, each with the source value it is. */
  readonly outputs: readonly TargetOutput[];
  /** Convolutions of at least so many weights get bytes for them; without, none does. */
  readonly bytesFrom?: number;
}

interface TargetOutput {
  readonly name: string;
  readonly tensor: string;
  readonly shape: readonly Dimension[];
  /** The output is the value's means over windows of [height, width]. */
  readonly pool?: { readonly kernel: readonly [number, number]; readonly strides: readonly [number, number] };
  /** The output is only these points of the value, in this order. */
  readonly points?: readonly number[];
}

/**
 * Lowers a graph to ONNX. Values of four dimensions become (batch, channels, height, width); all others keep their source order. The batch is free.
 * Operations that no output needs are left out.
 * @throws Error where an output is no value of the graph, or an operation cannot be expressed
 */
export function toOnnx(source: Graph, target: Target): Uint8Array {
  const chosen = target.outputs.reduce((part, { tensor, shape, points }) => (points ? withSelectedPoints(part, { tensor, shape, points }) : part), source);
  const graph = target.bytesFrom === undefined ? chosen : narrowed(chosen, target.bytesFrom);
  const writer = new OnnxWriter();
  writer.input(target.input.name, target.input.shape);
  const lowering = new Lowering(writer, graph, target.input.shape.slice(2).some((extent) => typeof extent === 'string'));
  lowering.names.set(graph.input.name, target.input.name);
  for (const operation of neededOperations(graph, target.outputs.map((output) => output.tensor))) lowering.lower(operation);
  for (const output of target.outputs) {
    const value = lowering.nameOf(output.tensor);
    const rank = graph.shapes.get(output.tensor)?.length;
    if (output.pool) {
      const { kernel: size, strides } = output.pool;
      writer.node('AveragePool', [value], windowAttributes({ size, strides, padding: 'valid' }, [0, 0, 0, 0]), output.name);
    } else if (rank === output.shape.length) {
      writer.node('Identity', [value], {}, output.name);
    } else {
      lowering.reshape(output.tensor, output.shape.slice(1).map(Number), output.name);
    }
    writer.output(output.name, output.shape);
  }
  return writer.encode(target.name);
}

function neededOperations(graph: Graph, outputs: readonly string[]): Operation[] {
  const needed = new Set(outputs);
  const operations = graph.operations.toReversed().filter((operation) => {
    if (!needed.has(operation.output)) return false;
    for (const name of valuesReadBy(operation)) needed.add(name);
    return true;
  });
  return operations.toReversed();
}

class Lowering {
  /** The ONNX name of each source value. */
  readonly names = new Map<string, string>();
  readonly #writer: OnnxWriter;
  readonly #graph: Graph;
  readonly #freeSize: boolean;
  /** Paddings read so far that the next convolution takes over, by value. */
  readonly #padded = new Map<string, { readonly input: string; readonly pads: readonly number[] }>();

  constructor(writer: OnnxWriter, graph: Graph, freeSize: boolean) {
    this.#writer = writer;
    this.#graph = graph;
    this.#freeSize = freeSize;
  }

  nameOf(source: string): string {
    const name = this.names.get(source);
    if (name === undefined) throw new Error(`the graph has no value ${source}`);
    return name;
  }

  lower(operation: Operation): void {
    const result = this.#lowered(operation);
    if (result !== undefined) this.names.set(operation.output, result);
  }

  /** @returns the ONNX name of a value under another shape, of which `tail` follows the batch */
  reshape(source: string, tail: readonly number[], output?: string): string {
    const shape = this.#shapeOf(source);
    const mixes = shape.length === 4 && extentAt(shape, 3) > 1 && elementCount(shape.slice(1, 3)) > 1;
    const value = mixes ? this.#writer.node('Transpose', [this.nameOf(source)], { perm: { ints: [0, 2, 3, 1] } }) : this.nameOf(source);
    if (this.#freeSize) throw new Error(`${source} cannot be reshaped where the input's size is free`);
    return this.#writer.node('Reshape', [value, this.#writer.integers([-1, ...tail])], {}, output);
  }

  #lowered(operation: Operation): string | undefined {
    const writer = this.#writer;
    switch (operation.kind) {
      case 'convolution':
        return this.#activated(this.#convolution(operation), operation.activation);
      case 'maximum_pool':
        return writer.node('MaxPool', [this.nameOf(operation.input)], windowAttributes(operation.window, this.#padsOf(operation.input, operation.window)));
      case 'pad':
        return this.#pad(operation.input, operation.output, operation.amounts);
      case 'add':
      case 'multiply': {
        const right = typeof operation.right === 'string' ? this.nameOf(operation.right) : this.#operand(operation.right, operation.left);
        return this.#activated(writer.node(operation.kind === 'add' ? 'Add' : 'Mul', [this.nameOf(operation.left), right]), operation.activation);
      }
      case 'parametric_relu':
        return writer.node('PRelu', [this.nameOf(operation.input), this.#operand(operation.slope, operation.input)]);
      case 'relu':
      case 'relu6':
        return this.#activated(this.nameOf(operation.input), operation.kind);
      case 'identity':
        return this.nameOf(operation.input);
      case 'sigmoid':
        return writer.node('Sigmoid', [this.nameOf(operation.input)]);
      case 'softmax':
        return writer.node('Softmax', [this.nameOf(operation.input)], { axis: { int: -1 } });
      case 'spatial_mean':
        return writer.node('ReduceMean', [this.nameOf(operation.input)], { axes: { ints: [2, 3] }, keepdims: { int: 0 } });
      case 'dense': {
        const inputs = [this.nameOf(operation.input), writer.constant(operation.weights), writer.constant(operation.bias)];
        return this.#activated(writer.node('Gemm', inputs), operation.activation);
      }
      case 'resize':
        return this.#resize(operation.input, operation.output);
      case 'reshape':
        if (this.#shapeOf(operation.output).length === 4) throw new Error(`${operation.output}: a reshape to four dimensions is not known`);
        return this.reshape(operation.input, this.#shapeOf(operation.output).slice(1));
      case 'landmarks_to_matrix':
        return landmarksToMatrix(writer, this.nameOf(operation.input), operation);
      case 'sample_map': {
        const shape = this.#shapeOf(operation.input);
        return sampleMap(writer, this.nameOf(operation.input), [extentAt(shape, 1), extentAt(shape, 2)], this.nameOf(operation.matrix), operation.grid);
      }
      case 'transform_landmarks':
        return transformLandmarks(writer, this.nameOf(operation.input), this.nameOf(operation.matrix));
    }
  }

  #convolution({ input: source, weights, bias, groups, window }: Convolution): string {
    const writer = this.#writer;
    const { input, pads } = this.#padded.get(source) ?? { input: source, pads: this.#padsOf(source, window) };
    const attributes = windowAttributes(window, pads);
    const inputs = [this.nameOf(input), writer.constant(weights)];
    if (bias) inputs.push(writer.constant(bias));
    return writer.node('Conv', inputs, { ...attributes, group: { int: groups } });
  }

  #shapeOf(source: string): Shape {
    const shape = this.#graph.shapes.get(source);
    if (!shape) throw new Error(`the shape of ${source} is not known`);
    return shape;
  }

  #activated(value: string, activation: Activation): string {
    if (activation === 'none') return value;
    if (activation === 'relu') return this.#writer.node('Relu', [value]);
    return this.#writer.node('Clip', [value, this.#writer.floats([0], []), this.#writer.floats([6], [])]);
  }

  /** A constant operand, turned to broadcast along the channels where the other operand has them second. */
  #operand(constant: Constant, other: string): string {
    if (this.#shapeOf(other).length !== 4 || constant.data.length === 1) return this.#writer.constant(constant);
    return this.#writer.constant(reshaped(constant, [extentAt(this.#shapeOf(other), 3), 1, 1]));
  }

  /** Zeros around height and width become the next convolution's own padding; along the channels they stay an operator. */
  #pad(input: string, output: string, amounts: readonly (readonly [number, number])[]): string | undefined {
    const [batch = [0, 0], rows = [0, 0], columns = [0, 0], channels = [0, 0]] = amounts;
    const consumers = this.#graph.operations.filter((operation) => 'input' in operation && operation.input === output);
    const absorbed = consumers.every((consumer) => consumer.kind === 'convolution' && consumer.window.padding === 'valid');
    if (absorbed && batch[0] + batch[1] + channels[0] + channels[1] === 0) {
      this.#padded.set(output, { input, pads: [rows[0], columns[0], rows[1], columns[1]] });
      return undefined;
    }
    const order = [batch, channels, rows, columns];
    const pads = [...order.map(([before]) => before), ...order.map(([, after]) => after)];
    return this.#writer.node('Pad', [this.nameOf(input), this.#writer.integers(pads)]);
  }

  /** By factors instead of sizes, so that a free input size stays free. ONNX's half_pixel and clamped edges are TFLite's half-pixel centres. */
  #resize(input: string, output: string): string {
    const factors = [1, 2].map((axis) => extentAt(this.#shapeOf(output), axis) / extentAt(this.#shapeOf(input), axis));
    const mode: Record<string, AttributeValue> = { mode: { text: 'linear' }, coordinate_transformation_mode: { text: 'half_pixel' } };
    return this.#writer.node('Resize', [this.nameOf(input), '', this.#writer.floats([1, 1, ...factors], [4])], mode);
  }

  /** ONNX's explicit [top, left, bottom, right] of a padding mode: the odd pixel goes to the bottom and right, as TensorFlow has it. */
  #padsOf(input: string, window: Window): number[] {
    if (window.padding === 'valid') return [0, 0, 0, 0];
    const totals = [0, 1].map((axis) => {
      const extent = extentAt(this.#shapeOf(input), 1 + axis);
      const stride = extentAt(window.strides, axis);
      // With whole strides the padding is the same for every input size that is a multiple of the network's.
      if (this.#freeSize && extent % stride !== 0) throw new Error(`${input}: the padding depends on the input's size`);
      return Math.max(0, (Math.ceil(extent / stride) - 1) * stride + extentAt(window.size, axis) - extent);
    });
    const before = totals.map((total) => Math.floor(total / 2));
    return [...before, ...totals.map((total, axis) => total - extentAt(before, axis))];
  }
}

function windowAttributes(window: Window, pads: readonly number[]): Record<string, AttributeValue> {
  return { kernel_shape: { ints: window.size }, strides: { ints: window.strides }, pads: { ints: pads } };
}
