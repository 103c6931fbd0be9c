import { toObject } from 'flatbuffers/js/flexbuffers.js';
import type { Operation } from './graph.js';

/**
 * One of the attention mesh's three custom operators, with its options out of TFLite's flexbuffer.
 * @param names the names of the operator's inputs
 * @throws Error on another operator, or where an option is missing
 */
export function customOperation(name: string, names: readonly string[], output: string, options: Uint8Array): Operation {
  const [input, matrix] = names;
  if (input !== undefined && name === 'Landmarks2TransformMatrix') {
    const fields = parseOptions(options);
    // The stored value is null, which MediaPipe reads as 0: the box is turned level.
    if (fields['target_rotation_radians']) throw new Error(`${output}: a target rotation is not known`);
    return {
      kind: 'landmarks_to_matrix', output, input, subset: numbersOf(fields, 'subset_idxs'),
      ends: [numberOf(fields, 'left_rotation_idx'), numberOf(fields, 'right_rotation_idx')],
      grid: gridOf(fields), scale: [numberOf(fields, 'scale_y'), numberOf(fields, 'scale_x')],
    };
  }
  if (input !== undefined && matrix !== undefined && name === 'TransformTensorBilinear') {
    return { kind: 'sample_map', output, input, matrix, grid: gridOf(parseOptions(options)) };
  }
  if (input !== undefined && matrix !== undefined && name === 'TransformLandmarks') return { kind: 'transform_landmarks', output, input, matrix };
  throw new Error(`the operator ${name} of ${output} is not known`);
}

function parseOptions(options: Uint8Array): Record<string, unknown> {
  const copy = new Uint8Array(options);
  return { ...(toObject(copy.buffer) as object) };
}

function numberOf(fields: Record<string, unknown>, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number') throw new Error(`the option ${name} is missing`);
  return value;
}

function numbersOf(fields: Record<string, unknown>, name: string): number[] {
  const value = fields[name];
  if (!Array.isArray(value)) throw new Error(`the option ${name} is missing`);
  return value.map(Number);
}

function gridOf(fields: Record<string, unknown>): [number, number] {
  return [numberOf(fields, 'output_height'), numberOf(fields, 'output_width')];
}
