import { type Activation, type Constant, type Graph, type Operation, type Padding, type Shape, elementCount, extentAt, permuted } from './graph.js';
import { Table, rootTable } from './flatbuffer_table.js';
import { customOperation } from './attention_options.js';

/** The operator codes of TFLite's schema that the models here use. */
const operatorNames = new Map<number, string>([
  [0, 'ADD'], [3, 'CONV_2D'], [4, 'DEPTHWISE_CONV_2D'], [6, 'DEQUANTIZE'], [17, 'MAX_POOL_2D'], [18, 'MUL'], [19, 'RELU'], [22, 'RESHAPE'],
  [23, 'RESIZE_BILINEAR'], [32, 'CUSTOM'], [34, 'PAD'], [45, 'STRIDED_SLICE'], [54, 'PRELU'],
]);

const elementType = { float32: 0, float16: 1, int32: 2 } as const;

interface Tensor {
  readonly name: string;
  readonly shape: Shape;
  readonly constant: Constant | undefined;
  readonly integers: readonly number[] | undefined;
}

interface Operator {
  readonly name: string;
  readonly inputs: readonly Tensor[];
  readonly output: Tensor;
  readonly options: Table | undefined;
  readonly customOptions: Uint8Array;
}

/**
 * Reads the first subgraph of a TFLite flatbuffer (schema version 3).
 * DEQUANTIZE of 16-bit weights disappears into the constant.
 * @throws Error on an operator or an option outside the set the models here use
 */
export function readTflite(bytes: Uint8Array): Graph {
  const model = rootTable(bytes);
  const codes = model.tables(1).map((code) => {
    const builtin = Math.max(code.int8(0, 0), code.int32(3, 0));
    return builtin === 32 ? code.text(1) : operatorNames.get(builtin) ?? `operator ${builtin}`;
  });
  const [subgraph] = model.tables(2);
  if (!subgraph) throw new Error('the TFLite model has no subgraph');
  const buffers = model.tables(4);
  const tensors = subgraph.tables(0).map((table) => readTensor(table, buffers));
  const at = (index: number): Tensor => {
    const tensor = tensors[index];
    if (!tensor) throw new RangeError(`the TFLite model has no tensor ${index}`);
    return tensor;
  };

  const constants = new Map<string, Constant>();
  for (const tensor of tensors) if (tensor.constant) constants.set(tensor.name, tensor.constant);
  const operations: Operation[] = [];
  for (const table of subgraph.tables(3)) {
    const operator: Operator = {
      name: codes[table.uint32(0, 0)] ?? '',
      inputs: table.int32s(1).map(at),
      output: at(extentAt(table.int32s(2), 0)),
      options: table.table(4),
      customOptions: table.bytes(5),
    };
    if (operator.name === 'DEQUANTIZE') {
      const source = constants.get(operator.inputs[0]?.name ?? '');
      if (!source) throw new Error(`${operator.name} of a value that is no constant: ${operator.output.name}`);
      constants.set(operator.output.name, source);
    } else {
      operations.push(readOperation(operator, constants));
    }
  }

  const input = at(extentAt(subgraph.int32s(1), 0));
  return { input, operations, shapes: new Map(tensors.map((tensor) => [tensor.name, tensor.shape])) };
}

function readTensor(table: Table, buffers: readonly Table[]): Tensor {
  const shape = table.int32s(0);
  const bytes = buffers[table.uint32(2, 0)]?.bytes(0) ?? new Uint8Array();
  const type = table.int8(1, elementType.float32);
  let constant: Constant | undefined;
  let integers: number[] | undefined;
  // A copy, because a typed array of wider elements needs an aligned start.
  const { buffer } = bytes.slice();
  if (bytes.length > 0 && type === elementType.float32) constant = { shape, data: new Float32Array(buffer) };
  if (bytes.length > 0 && type === elementType.float16) constant = { shape, data: new Uint16Array(buffer) };
  if (bytes.length > 0 && type === elementType.int32) integers = Array.from(new Int32Array(buffer));
  return { name: table.text(3), shape, constant, integers };
}

function readOperation(operator: Operator, constants: ReadonlyMap<string, Constant>): Operation {
  const { inputs, options } = operator;
  const output = operator.output.name;
  const tensorAt = (index: number): Tensor => {
    const tensor = inputs[index];
    if (!tensor) throw new Error(`${operator.name} ${output} has no input ${index}`);
    return tensor;
  };
  const constantAt = (index: number): Constant => {
    const constant = constants.get(tensorAt(index).name);
    if (!constant) throw new Error(`${operator.name} ${output}: input ${index} is no constant`);
    return constant;
  };
  const integersAt = (index: number): readonly number[] => tensorAt(index).integers ?? [];
  const input = tensorAt(0).name;

  switch (operator.name) {
    case 'CONV_2D':
    case 'DEPTHWISE_CONV_2D': {
      const depthwise = operator.name === 'DEPTHWISE_CONV_2D';
      const stored = constantAt(1);
      // Stored [out, height, width, in], or [1, height, width, out] where depthwise.
      const weights = permuted(stored, depthwise ? [3, 0, 1, 2] : [0, 3, 1, 2]);
      requireOne(options, depthwise ? [5, 6] : [4, 5], `${output}: dilation`);
      return {
        kind: 'convolution', output, input, weights, bias: constantAt(2), groups: depthwise ? extentAt(weights.shape, 0) : 1,
        window: {
          size: [extentAt(weights.shape, 2), extentAt(weights.shape, 3)],
          strides: [options?.int32(2, 0) ?? 0, options?.int32(1, 0) ?? 0],
          padding: paddingOf(options),
        },
        activation: activationOf(options, depthwise ? 4 : 3),
      };
    }
    case 'ADD':
    case 'MUL': {
      const right = constants.get(tensorAt(1).name) ?? tensorAt(1).name;
      return { kind: operator.name === 'ADD' ? 'add' : 'multiply', output, left: input, right, activation: activationOf(options, 0) };
    }
    case 'MAX_POOL_2D':
      return {
        kind: 'maximum_pool', output, input,
        window: {
          size: [options?.int32(4, 0) ?? 0, options?.int32(3, 0) ?? 0],
          strides: [options?.int32(2, 0) ?? 0, options?.int32(1, 0) ?? 0],
          padding: paddingOf(options),
        },
      };
    case 'PRELU':
      return { kind: 'parametric_relu', output, input, slope: constantAt(1) };
    case 'PAD': {
      const amounts = integersAt(1);
      return { kind: 'pad', output, input, amounts: tensorAt(0).shape.map((_, index) => [extentAt(amounts, 2 * index), extentAt(amounts, 2 * index + 1)]) };
    }
    case 'RESIZE_BILINEAR':
      if (options?.int8(2, 0) !== 0 || options.int8(3, 0) !== 1) throw new Error(`${output}: only half-pixel centres are known`);
      return { kind: 'resize', output, input };
    case 'RELU':
      return { kind: 'relu', output, input };
    case 'RESHAPE':
      return { kind: 'reshape', output, input };
    case 'STRIDED_SLICE':
      if (elementCount(tensorAt(0).shape) !== elementCount(operator.output.shape)) throw new Error(`${output}: only the identity slice is known`);
      return { kind: 'identity', output, input };
    default:
      return customOperation(operator.name, inputs.map((tensor) => tensor.name), output, operator.customOptions);
  }
}

function paddingOf(options: Table | undefined): Padding {
  return options?.int8(0, 0) === 1 ? 'valid' : 'same';
}

function activationOf(options: Table | undefined, field: number): Activation {
  const code = options?.int8(field, 0) ?? 0;
  if (code === 0) return 'none';
  if (code === 1) return 'relu';
  if (code === 3) return 'relu6';
  throw new Error(`activation ${code} is not known`);
}

function requireOne(options: Table | undefined, fields: readonly number[], what: string): void {
  for (const field of fields) if (options && options.int32(field, 1) !== 1) throw new Error(`${what} other than 1 is not known`);
}
