import { test } from 'node:test';
import { landmarksToMatrix, sampleMap, transformLandmarks } from '../../models/convert/attention_ops.js';
import { OnnxWriter } from '../../models/convert/onnx_writer.js';
import { assertClose } from './compare.js';
import { OnnxModel } from './onnx_runtime.js';

/*
 * The attention mesh's custom operators against what MediaPipe says they do, written out number by number with an angle, for a batch of two.
 */

const tolerance = 2e-5;

/** Numbers from 0 to 1 that are the same in every run. */
function pseudoRandom(count: number): number[] {
  let state = 1;
  return Array.from({ length: count }, () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  });
}

const at = (values: ArrayLike<number>, index: number): number => values[index] ?? Number.NaN;

const box = { subset: [0, 2, 4, 5, 6], ends: [1, 3] as const, grid: [8, 16] as const, scale: [1.5, 1.25] as const };

/** The [x, y] a matrix takes a grid's point to. */
function taken(matrix: ArrayLike<number>, x: number, y: number): [number, number] {
  return [at(matrix, 0) * x + at(matrix, 1) * y + at(matrix, 3), at(matrix, 4) * x + at(matrix, 5) * y + at(matrix, 7)];
}

function expectedMatrix(points: readonly number[]): number[] {
  const [start, end] = box.ends;
  const angle = Math.atan2(at(points, 3 * end + 1) - at(points, 3 * start + 1), at(points, 3 * end) - at(points, 3 * start));
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const turned = box.subset.map((index) => {
    const [x, y] = [at(points, 3 * index), at(points, 3 * index + 1)];
    return [x * cosine + y * sine, y * cosine - x * sine] as const;
  });
  const [left, right] = [Math.min(...turned.map(([x]) => x)), Math.max(...turned.map(([x]) => x))];
  const [top, bottom] = [Math.min(...turned.map(([, y]) => y)), Math.max(...turned.map(([, y]) => y))];
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const [height, width] = box.grid;
  const [stepX, stepY] = [((right - left) * box.scale[1]) / width, ((bottom - top) * box.scale[0]) / height];
  const rows = [[cosine * stepX, -sine * stepY], [sine * stepX, cosine * stepY]] as const;
  const centre = [x * cosine - y * sine, x * sine + y * cosine] as const;
  const shifts = rows.map(([across, down], axis) => at(centre, axis) - (across * width) / 2 - (down * height) / 2);
  return [...rows[0], 0, at(shifts, 0), ...rows[1], 0, at(shifts, 1), 0, 0, 1, 0, 0, 0, 0, 1];
}

test('Landmarks2TransformMatrix: the turned box around landmarks', async () => {
  const writer = new OnnxWriter();
  writer.input('landmarks', ['batch', 7, 3]);
  writer.node('Identity', [landmarksToMatrix(writer, 'landmarks', box)], {}, 'matrix');
  writer.output('matrix', ['batch', 4, 4]);
  const model = await OnnxModel.create(writer.encode('landmarks_to_matrix'));
  const landmarks = pseudoRandom(2 * 21).map((value) => value * 10);
  const { matrix } = await model.run({ landmarks: [Float32Array.from(landmarks), [2, 7, 3]] });
  const expected = [...expectedMatrix(landmarks.slice(0, 21)), ...expectedMatrix(landmarks.slice(21))];
  assertClose(matrix?.[0] ?? new Float32Array(), Float32Array.from(expected), tolerance, 'matrix');
});

/** The second of the two turns and reaches over the map's edges. */
const matrices = [
  [0.5, 0.1, 0, 1, -0.1, 0.6, 0, 2, 0, 0, 1, 0, 0, 0, 0, 1],
  [0.9, -0.8, 0, 2.5, 0.8, 0.9, 0, -1.5, 0, 0, 1, 0, 0, 0, 0, 1],
];

test('TransformTensorBilinear: a map sampled at cell centres, zero outside', async () => {
  const [channels, height, width] = [3, 7, 9];
  const [rows, columns] = [4, 6];
  const writer = new OnnxWriter();
  writer.input('map', ['batch', channels, height, width]);
  writer.input('matrix', ['batch', 4, 4]);
  writer.node('Identity', [sampleMap(writer, 'map', [height, width], 'matrix', [rows, columns])], {}, 'sampled');
  writer.output('sampled', ['batch', channels, rows, columns]);
  const model = await OnnxModel.create(writer.encode('sample_map'));
  const map = pseudoRandom(2 * channels * height * width);
  const { sampled } = await model.run({
    map: [Float32Array.from(map), [2, channels, height, width]],
    matrix: [Float32Array.from(matrices.flat()), [2, 4, 4]],
  });

  const expected: number[] = [];
  for (let plane = 0; plane < 2 * channels; plane += 1) {
    for (let cell = 0; cell < rows * columns; cell += 1) {
      const [planeX, planeY] = taken(matrices[Math.floor(plane / channels)] ?? [], (cell % columns) + 0.5, Math.floor(cell / columns) + 0.5);
      const [x, y] = [planeX - 0.5, planeY - 0.5];
      const pixel = (column: number, row: number): number => (column < width && row < height ? at(map, (plane * height + row) * width + column) : 0);
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const upper = pixel(left, top) * (left + 1 - x) + pixel(left + 1, top) * (x - left);
      const lower = pixel(left, top + 1) * (left + 1 - x) + pixel(left + 1, top + 1) * (x - left);
      const outside = x < 0 || y < 0 || x > width - 1 || y > height - 1;
      expected.push(outside ? 0 : upper * (top + 1 - y) + lower * (y - top));
    }
  }
  assertClose(sampled?.[0] ?? new Float32Array(), Float32Array.from(expected), tolerance, 'sampled map');
});

test('TransformLandmarks: points taken through a matrix', async () => {
  const writer = new OnnxWriter();
  writer.input('points', ['batch', 5, 2]);
  writer.input('matrix', ['batch', 4, 4]);
  writer.node('Identity', [transformLandmarks(writer, 'points', 'matrix')], {}, 'taken');
  writer.output('taken', ['batch', 5, 2]);
  const model = await OnnxModel.create(writer.encode('transform_landmarks'));
  const points = pseudoRandom(20).map((value) => value * 10);
  const results = await model.run({ points: [Float32Array.from(points), [2, 5, 2]], matrix: [Float32Array.from(matrices.flat()), [2, 4, 4]] });
  const expected = Array.from({ length: 10 }, (_, point) => taken(matrices[Math.floor(point / 5)] ?? [], at(points, 2 * point), at(points, 2 * point + 1)));
  assertClose(results['taken']?.[0] ?? new Float32Array(), Float32Array.from(expected.flat()), tolerance, 'points');
});
