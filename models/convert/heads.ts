import type { Heads } from '../manifest.js';
import { OnnxWriter } from './onnx_writer.js';

/** A value that lies further from the training photographs' mean counts as this many deviations. */
const mostDeviations = 5;

/** The same of the embedding's numbers (models/heads/embedding.py, which chose it). */
const mostInEmbedding = 2;

/**
 * The heads as ONNX: answers = clip((values - mean) * scale) * weights + bias; embedding = clip((the first values - average) * sharpness).
 * @param bytes what models/heads/train.py writes, little-endian, 32-bit floats but for the last: mean and scale, one a value; bias, one a column; average
 *   and sharpness, one a number of the embedding; weights, a 16-bit float a value and column, a value's columns together
 * @throws Error where the bytes are not as many as the entry's shapes ask for
 */
export function headsOnnx({ name, input, outputs: [answers, embedding] }: Heads, bytes: Uint8Array): Uint8Array {
  const [batch, values] = input.shape;
  const columns = answers.shape[1];
  const features = embedding.shape[1];
  const floatCount = 2 * values + columns + 2 * features;
  const length = 4 * floatCount + 2 * values * columns;
  if (bytes.length !== length) throw new Error(`the weights of ${name} are ${bytes.length} bytes long, not ${length}`);
  const { buffer } = new Uint8Array(bytes); // a copy, because a typed array needs an aligned start
  const writer = new OnnxWriter();
  let offset = 0;
  const floats = (count: number): string => {
    const constant = writer.constant({ shape: [count], data: new Float32Array(buffer, 4 * offset, count) });
    offset += count;
    return constant;
  };
  writer.input(input.name, [batch, values]);
  const clipped = (all: string, length: number, most: number, name?: string): string => {
    const scaled = writer.node('Mul', [writer.node('Sub', [all, floats(length)]), floats(length)]);
    return writer.node('Clip', [scaled, writer.floats([-most], []), writer.floats([most], [])], {}, name);
  };
  const deviations = clipped(input.name, values, mostDeviations);
  const bias = floats(columns);
  const first = writer.node('Slice', [input.name, writer.integers([0]), writer.integers([features]), writer.integers([1])]);
  clipped(first, features, mostInEmbedding, embedding.name);
  const weights = writer.constant({ shape: [values, columns], data: new Uint16Array(buffer, 4 * floatCount, values * columns) });
  writer.node('Gemm', [deviations, weights, bias], {}, answers.name);
  for (const output of [answers, embedding]) writer.output(output.name, output.shape);
  return writer.encode(name);
}
