import type { Heads } from '../manifest.js';
import { OnnxWriter } from './onnx_writer.js';

/** A value that lies further from the training photographs' mean counts as this many deviations. */
const mostDeviations = 5;

/**
 * The heads as ONNX: answers = clip((values - mean) * scale) * weights + bias.
 * @param bytes what models/heads/train.py writes, little-endian: mean and scale, a 32-bit float a value; bias, a 32-bit float a column; weights, a
 *   16-bit float a value and column, a value's columns together
 * @throws Error where the bytes are not as many as the entry's shapes ask for
 */
export function headsOnnx({ name, input, outputs: [output] }: Heads, bytes: Uint8Array): Uint8Array {
  const [batch, values] = input.shape;
  const columns = output.shape[1];
  const length = 4 * (2 * values + columns) + 2 * values * columns;
  if (bytes.length !== length) throw new Error(`the weights of ${name} are ${bytes.length} bytes long, not ${length}`);
  const { buffer } = new Uint8Array(bytes); // a copy, because a typed array needs an aligned start
  const writer = new OnnxWriter();
  const floats = (offset: number, count: number): string => writer.constant({ shape: [count], data: new Float32Array(buffer, 4 * offset, count) });
  writer.input(input.name, [batch, values]);
  const centred = writer.node('Sub', [input.name, floats(0, values)]);
  const scaled = writer.node('Mul', [centred, floats(values, values)]);
  const clipped = writer.node('Clip', [scaled, writer.floats([-mostDeviations], []), writer.floats([mostDeviations], [])]);
  const bias = floats(2 * values, columns);
  const weights = writer.constant({ shape: [values, columns], data: new Uint16Array(buffer, 4 * (2 * values + columns), values * columns) });
  writer.node('Gemm', [clipped, weights, bias], {}, output.name);
  writer.output(output.name, output.shape);
  return writer.encode(name);
}
