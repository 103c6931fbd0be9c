import type { LandmarksToMatrix } from './graph.js';
import type { OnnxWriter } from './onnx_writer.js';

/*
 * The attention mesh's three custom operators (version 2, mediapipe/util/tflite/operations) in standard ones. A matrix is [batch, 4, 4], row-major, and
 * takes the column (x, y, 0, 1) of a small grid's plane to the plane of the landmarks or of the feature map; its third row and column stay unused.
 */

const axes = (...ints: number[]): { axes: { ints: number[] }; keepdims: { int: number } } => ({ axes: { ints }, keepdims: { int: 1 } });

/**
 * Landmarks2TransformMatrix: the box around some landmarks, turned to the line between two of them, as the matrix from its grid to their plane.
 * The angle is never computed: its cosine and sine are the line's own direction.
 * @param landmarks the value [batch, n, 3]
 * @returns the value [batch, 4, 4]
 */
export function landmarksToMatrix(writer: OnnxWriter, landmarks: string, operation: Pick<LandmarksToMatrix, 'subset' | 'ends' | 'grid' | 'scale'>): string {
  const points = writer.node('Transpose', [slice(writer, landmarks, 2, 0, 2)], { perm: { ints: [0, 2, 1] } });
  const pick = (indices: readonly number[]): string => writer.node('Gather', [points, writer.integers(indices)], { axis: { int: 2 } });
  const [start, end] = operation.ends;
  const line = writer.node('Sub', [pick([end]), pick([start])]);
  const along = writer.node('Div', [line, writer.node('ReduceL2', [line], axes(1))]);
  const swapped = writer.node('Gather', [along, writer.integers([1, 0])], { axis: { int: 1 } });
  const across = writer.node('Mul', [swapped, writer.floats([-1, 1], [1, 2, 1])]);
  // The box's own axes as columns: from the turned frame back to the landmarks' plane.
  const turnBack = writer.node('Concat', [along, across], { axis: { int: 2 } });
  const turn = writer.node('Transpose', [turnBack], { perm: { ints: [0, 2, 1] } });

  const turned = writer.node('MatMul', [turn, pick(operation.subset)]);
  const least = writer.node('ReduceMin', [turned], axes(2));
  const most = writer.node('ReduceMax', [turned], axes(2));
  const middle = writer.node('Mul', [writer.node('Add', [least, most]), writer.floats([0.5], [1])]);
  const [height, width] = operation.grid;
  const [scaleY, scaleX] = operation.scale;
  const cell = writer.node('Mul', [writer.node('Sub', [most, least]), writer.floats([scaleX / width, scaleY / height], [1, 2, 1])]);
  const corner = writer.node('Sub', [middle, writer.node('Mul', [cell, writer.floats([width / 2, height / 2], [1, 2, 1])])]);

  const linear = writer.node('Mul', [turnBack, writer.node('Transpose', [cell], { perm: { ints: [0, 2, 1] } })]);
  const shift = writer.node('MatMul', [turnBack, corner]);
  // Pads are [begin of each dimension..., end of each dimension...]: two zero rows below, and a zero column between the two parts.
  const left = writer.node('Pad', [linear, writer.integers([0, 0, 0, 0, 2, 1])]);
  const right = writer.node('Pad', [shift, writer.integers([0, 0, 0, 0, 2, 0])]);
  const rows = writer.node('Concat', [left, right], { axis: { int: 2 } });
  return writer.node('Add', [rows, writer.floats([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], [1, 4, 4])]);
}

/**
 * TransformTensorBilinear: a feature map sampled at the centres of a grid's cells; zero where a cell's centre lies outside the map.
 * @param map the value [batch, channels, height, width]
 * @param extent the map's [height, width]
 * @param matrix the value [batch, 4, 4], from the grid's plane to the map's
 * @param grid the grid's [height, width]
 * @returns the value [batch, channels, grid height, grid width]
 */
export function sampleMap(writer: OnnxWriter, map: string, extent: readonly [number, number], matrix: string, grid: readonly [number, number]): string {
  const [height, width] = extent;
  const [rows, columns] = grid;
  const centres = Array.from({ length: rows * columns }, (_, cell) => [(cell % columns) + 0.5, Math.floor(cell / columns) + 0.5, 0, 1]).flat();
  const transposed = writer.node('Transpose', [slice(writer, matrix, 1, 0, 2)], { perm: { ints: [0, 2, 1] } });
  const planar = writer.node('MatMul', [writer.floats(centres, [rows * columns, 4]), transposed]);
  // Pixel centres lie at halves in the plane and at whole numbers in the map.
  const pixels = writer.node('Sub', [planar, writer.floats([0.5], [1])]);
  const margin = writer.node('Min', [pixels, writer.node('Sub', [writer.floats([width - 1, height - 1], [2]), pixels])]);
  const inside = writer.node('GreaterOrEqual', [writer.node('ReduceMin', [margin], axes(2)), writer.floats([0], [1])]);
  const floatType = 1;
  const mask = writer.node('Cast', [inside], { to: { int: floatType } });

  const scaled = writer.node('Mul', [pixels, writer.floats([2 / (width - 1), 2 / (height - 1)], [2])]);
  const coordinates = writer.node('Sub', [scaled, writer.floats([1], [1])]);
  const shaped = writer.node('Reshape', [coordinates, writer.integers([-1, rows, columns, 2])]);
  const sampled = writer.node('GridSample', [map, shaped], { align_corners: { int: 1 }, mode: { text: 'bilinear' }, padding_mode: { text: 'border' } });
  return writer.node('Mul', [sampled, writer.node('Reshape', [mask, writer.integers([-1, 1, rows, columns])])]);
}

/**
 * TransformLandmarks: points of a grid's plane taken through its matrix.
 * @param points the value [batch, n, 2]
 * @param matrix the value [batch, 4, 4]
 * @returns the value [batch, n, 2]
 */
export function transformLandmarks(writer: OnnxWriter, points: string, matrix: string): string {
  const transposed = writer.node('Transpose', [slice(writer, matrix, 1, 0, 2)], { perm: { ints: [0, 2, 1] } });
  const turned = writer.node('MatMul', [points, slice(writer, transposed, 1, 0, 2)]);
  return writer.node('Add', [turned, slice(writer, transposed, 1, 3, 4)]);
}

function slice(writer: OnnxWriter, value: string, axis: number, from: number, to: number): string {
  return writer.node('Slice', [value, writer.integers([from]), writer.integers([to]), writer.integers([axis])]);
}
