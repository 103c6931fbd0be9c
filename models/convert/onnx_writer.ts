import protobuf from 'protobufjs';
import type { Constant } from './graph.js';

/** The part of ONNX's schema (onnx.proto3, field numbers as there) that a model of plain operators needs. */
const schema = `syntax = "proto3";
message Attribute { string name = 1; float f = 2; int64 i = 3; bytes s = 4; repeated float floats = 7; repeated int64 ints = 8; int32 type = 20; }
message Node { repeated string input = 1; repeated string output = 2; string name = 3; string op_type = 4; repeated Attribute attribute = 5; }
message Tensor { repeated int64 dims = 1; int32 data_type = 2; string name = 8; bytes raw_data = 9; }
message Dimension { oneof value { int64 dim_value = 1; string dim_param = 2; } }
message Shape { repeated Dimension dim = 1; }
message TensorType { int32 elem_type = 1; Shape shape = 2; }
message Type { TensorType tensor_type = 1; }
message ValueInfo { string name = 1; Type type = 2; }
message Graph { repeated Node node = 1; string name = 2; repeated Tensor initializer = 5; repeated ValueInfo input = 11; repeated ValueInfo output = 12; }
message OperatorSet { string domain = 1; int64 version = 2; }
message Model { int64 ir_version = 1; string producer_name = 2; Graph graph = 7; repeated OperatorSet opset_import = 8; }`;

// GridSample came with opset 16; ReduceMean and its kin still take their axes as an attribute in 17, which every ONNX Runtime since 1.12 reads.
const operatorSetVersion = 17;
const formatVersion = 8;
const elementType = { float: 1, uint8: 2, int64: 7, float16: 10 } as const;
const attributeType = { float: 1, int: 2, string: 3, floats: 6, ints: 7 } as const;

export type AttributeValue = { readonly int: number } | { readonly ints: readonly number[] } | { readonly float: number } | { readonly text: string };

/** A dimension: its extent, or the name of one that is free at run time. */
export type Dimension = number | string;

/** An ONNX graph under construction. Values are named by the caller or by the order they are made in, so that the same model gives the same bytes. */
export class OnnxWriter {
  readonly #nodes: object[] = [];
  readonly #initialisers: object[] = [];
  readonly #inputs: object[] = [];
  readonly #outputs: object[] = [];
  #count = 0;

  /** Declares an input of 32-bit floats. */
  input(name: string, shape: readonly Dimension[]): void {
    this.#inputs.push(valueInfo(name, shape));
  }

  /** Declares an output of 32-bit floats; some node must make the value of this name. */
  output(name: string, shape: readonly Dimension[]): void {
    this.#outputs.push(valueInfo(name, shape));
  }

  /**
   * Adds one operator.
   * @param inputs names of values; an empty one leaves an optional input out
   * @param output the result's name; numbered if none is given
   * @returns the result's name
   */
  node(type: string, inputs: readonly string[], attributes: Readonly<Record<string, AttributeValue>> = {}, output = this.#freshName()): string {
    this.#add(type, inputs, attributes, [output]);
    return output;
  }

  /**
   * Adds trained numbers. Narrow ones are widened by a Cast, and bytes scaled, which the runtime folds when it loads the model; DequantizeLinear, made for
   * the latter, it leaves for each run.
   */
  constant({ shape, data, quantisation }: Constant): string {
    if (data instanceof Float32Array) return this.#initialiser(shape, elementType.float, data);
    const stored = this.#initialiser(shape, data instanceof Uint16Array ? elementType.float16 : elementType.uint8, data);
    const widened = this.node('Cast', [stored], { to: { int: elementType.float } });
    if (!quantisation) return widened;
    const { zero, scale } = quantisation;
    const centred = this.node('Sub', [widened, this.floats([zero], [])]);
    return this.node('Mul', [centred, typeof scale === 'number' ? this.floats([scale], []) : this.floats(scale, shape.map((side, index) => (index === 0 ? side : 1)))]);
  }

  /** Adds 32-bit floats of the converter's own. */
  floats(values: readonly number[], shape: readonly number[]): string {
    return this.#initialiser(shape, elementType.float, Float32Array.from(values));
  }

  /** Adds 64-bit integers: shapes, axes and indices. A shape of [] makes a scalar. */
  integers(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.#initialiser(shape, elementType.int64, BigInt64Array.from(values, BigInt));
  }

  /** The finished model as the bytes of an .onnx file. */
  encode(graphName: string): Uint8Array {
    const type = protobuf.parse(schema, { keepCase: true }).root.lookupType('Model');
    return type.encode({
      ir_version: formatVersion,
      producer_name: 'local-face-analyzer',
      graph: { node: this.#nodes, name: graphName, initializer: this.#initialisers, input: this.#inputs, output: this.#outputs },
      opset_import: [{ domain: '', version: operatorSetVersion }],
    }).finish();
  }

  #add(type: string, inputs: readonly string[], attributes: Readonly<Record<string, AttributeValue>>, outputs: readonly string[]): void {
    const attribute = Object.entries(attributes).map(([name, value]) => encodeAttribute(name, value));
    this.#nodes.push({ input: inputs, output: outputs, name: `${type}_${this.#nodes.length}`, op_type: type, attribute });
  }

  #initialiser(shape: readonly number[], type: number, data: ArrayBufferView): string {
    const name = this.#freshName();
    // Typed arrays are little-endian on every machine Node runs on, as ONNX asks.
    this.#initialisers.push({ dims: shape, data_type: type, name, raw_data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) });
    return name;
  }

  #freshName(): string {
    this.#count += 1;
    return `v${this.#count}`;
  }
}

function valueInfo(name: string, shape: readonly Dimension[]): object {
  const dim = shape.map((extent) => (typeof extent === 'number' ? { dim_value: extent } : { dim_param: extent }));
  return { name, type: { tensor_type: { elem_type: elementType.float, shape: { dim } } } };
}

function encodeAttribute(name: string, value: AttributeValue): object {
  if ('int' in value) return { name, i: value.int, type: attributeType.int };
  if ('ints' in value) return { name, ints: value.ints, type: attributeType.ints };
  if ('float' in value) return { name, f: value.float, type: attributeType.float };
  return { name, s: Buffer.from(value.text), type: attributeType.string };
}
