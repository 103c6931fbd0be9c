import {
  type Activation, type Constant, type Graph, type Operation, type Padding, type Shape, type Window, elementCount, extentAt, permuted, reshaped, scalarValue,
} from './graph.js';
import { shapeOf } from './shapes.js';

interface Attribute {
  readonly s?: string;
  readonly i?: string;
  readonly b?: boolean;
  readonly list?: { readonly s?: readonly string[]; readonly i?: readonly string[] };
  readonly shape?: { readonly dim: readonly { readonly size: string }[] };
}

interface Node {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, Attribute>>;
}

interface Model {
  readonly modelTopology: { readonly node: readonly Node[] };
  readonly weightsManifest: readonly { readonly weights: readonly StoredWeight[] }[];
}

interface StoredWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: { readonly dtype: string };
}

/**
 * Reads a TensorFlow.js graph model: the JSON and the bytes of its one weight file.
 * Weights quantised to 16-bit floats stay so. `max(min(relu(x), 6), 0)`, as TensorFlow 1 wrote its clipped activation, is read as relu6.
 * @throws Error on an operator, a data type or an option outside the set the models here use
 */
export function readTfjs(json: string, weights: Uint8Array): Graph {
  const model = JSON.parse(json) as Model;
  const constants = readWeights(model, weights);
  const shapes = new Map<string, Shape>();
  const operations = new Map<string, Operation>();
  let input: Graph['input'] | undefined;
  for (const node of inOrder(model.modelTopology.node)) {
    if (node.op === 'Placeholder') {
      const shape = (node.attr?.['shape']?.shape?.dim ?? []).map((dimension) => Math.max(1, Number(dimension.size)));
      input = { name: node.name, shape };
      shapes.set(node.name, shape);
    } else if (node.op !== 'Const') {
      const operation = readNode(node, constants, operations);
      operations.set(node.name, operation);
      shapes.set(node.name, shapeOf(operation, shapes));
    }
  }
  if (!input) throw new Error('the TensorFlow.js model has no input');
  return { input, operations: [...operations.values()], shapes };
}

function readWeights(model: Model, bytes: Uint8Array): Map<string, Constant> {
  const constants = new Map<string, Constant>();
  let offset = 0;
  for (const weight of model.weightsManifest.flatMap((group) => group.weights)) {
    const width = weight.quantization ? 2 : 4;
    const end = offset + width * elementCount(weight.shape);
    if (end > bytes.length) throw new Error(`the weight file ends before ${weight.name}`);
    const { buffer } = bytes.slice(offset, end);
    offset = end;
    if (weight.dtype === 'int32') continue; // The axes of a mean over height and width.
    if (weight.dtype !== 'float32') throw new Error(`${weight.name}: data type ${weight.dtype} is not known`);
    if (weight.quantization && weight.quantization.dtype !== 'float16') throw new Error(`${weight.name}: this quantisation is not known`);
    constants.set(weight.name, { shape: weight.shape, data: weight.quantization ? new Uint16Array(buffer) : new Float32Array(buffer) });
  }
  return constants;
}

/** Each node after its inputs: the file's own order is free. */
function inOrder(nodes: readonly Node[]): Node[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const ordered = new Set<Node>();
  const visit = (node: Node): void => {
    if (ordered.has(node)) return;
    for (const name of node.input ?? []) {
      const source = byName.get(name);
      if (source) visit(source);
    }
    ordered.add(node);
  };
  nodes.forEach(visit);
  return [...ordered];
}

function readNode(node: Node, constants: ReadonlyMap<string, Constant>, done: ReadonlyMap<string, Operation>): Operation {
  const output = node.name;
  const nameAt = (index: number): string => {
    const name = node.input?.[index];
    if (name === undefined) throw new Error(`${node.op} ${output} has no input ${index}`);
    return name;
  };
  const constantAt = (index: number): Constant => {
    const constant = constants.get(nameAt(index));
    if (!constant) throw new Error(`${node.op} ${output}: input ${index} is no constant`);
    return constant;
  };
  const input = nameAt(0);
  const fused = (node.attr?.['fused_ops']?.list?.s ?? []).map(decoded);

  switch (node.op) {
    case 'Conv2D':
    case '_FusedConv2D': {
      // Stored [height, width, in, out].
      const weights = permuted(constantAt(1), [3, 2, 0, 1]);
      const bias = fused.includes('BiasAdd') ? constantAt(2) : undefined;
      return { kind: 'convolution', output, input, weights, bias, groups: 1, window: windowOf(node, weights.shape.slice(2)), activation: activationOf(fused) };
    }
    case 'DepthwiseConv2dNative': {
      // Stored [height, width, channels, multiplier].
      const [height, width, channels, multiplier] = constantAt(1).shape;
      if (height === undefined || width === undefined || channels === undefined || multiplier !== 1) {
        throw new Error(`${output}: a channel multiplier is not known`);
      }
      const weights = permuted(constantAt(1), [2, 3, 0, 1]);
      return { kind: 'convolution', output, input, weights, bias: undefined, groups: channels, window: windowOf(node, [height, width]), activation: 'none' };
    }
    case 'Add':
    case 'AddV2':
    case 'Mul':
      return { kind: node.op === 'Mul' ? 'multiply' : 'add', output, left: input, right: constants.get(nameAt(1)) ?? nameAt(1), activation: 'none' };
    case 'Minimum':
      if (done.get(input)?.kind !== 'relu' || scalarValue(constantAt(1)) !== 6) throw new Error(`${output}: a minimum is known only as a part of relu6`);
      return { kind: 'relu6', output, input };
    case 'Maximum':
      if (done.get(input)?.kind !== 'relu6' || scalarValue(constantAt(1)) !== 0) throw new Error(`${output}: a maximum is known only as a part of relu6`);
      return { kind: 'identity', output, input };
    case 'Relu':
      return { kind: 'relu', output, input };
    case 'Sigmoid':
      return { kind: 'sigmoid', output, input };
    case 'Softmax':
      return { kind: 'softmax', output, input };
    case 'Identity':
      return { kind: 'identity', output, input };
    case 'Mean':
      return { kind: 'spatial_mean', output, input };
    case 'MaxPool':
      return { kind: 'maximum_pool', output, input, window: windowOf(node, (node.attr?.['ksize']?.list?.i ?? []).slice(1, 3).map(Number)) };
    case '_FusedMatMul':
      return {
        kind: 'dense', output, input, weights: constantAt(1), bias: reshaped(constantAt(2), [extentAt(constantAt(1).shape, 1)]),
        activation: activationOf(fused),
      };
    default:
      throw new Error(`the operator ${node.op} of ${output} is not known`);
  }
}

function decoded(base64: string): string {
  return Buffer.from(base64, 'base64').toString('latin1');
}

function windowOf(node: Node, size: Shape): Window {
  const strides = (node.attr?.['strides']?.list?.i ?? []).map(Number);
  const padding: Padding = decoded(node.attr?.['padding']?.s ?? '') === 'VALID' ? 'valid' : 'same';
  if ((node.attr?.['dilations']?.list?.i ?? []).some((dilation) => dilation !== '1')) throw new Error(`${node.name}: dilation is not known`);
  return { size: [extentAt(size, 0), extentAt(size, 1)], strides: [extentAt(strides, 1), extentAt(strides, 2)], padding };
}

function activationOf(fused: readonly string[]): Activation {
  const rest = fused.filter((name) => name !== 'BiasAdd');
  if (rest.length === 0) return 'none';
  if (rest.length === 1 && rest[0] === 'Relu') return 'relu';
  throw new Error(`the fused operators ${rest.join(', ')} are not known`);
}
