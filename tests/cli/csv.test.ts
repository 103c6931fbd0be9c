import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { analyze } from '../support/command.js';
import { samplePath } from '../support/files.js';
import { linesOf } from '../support/lines.js';
import { temporaryFolder, writeFiles } from '../support/photograph_folder.js';

const folder = temporaryFolder();
const odd = writeFiles(folder, 'a, "b"\n\'c\'.jpg', 'd\re;f.jpg', [' g.jpg', 'no picture'], ['=h.jpg', '']);
const files = [...odd, samplePath(1)];

const columns = [
  ...['file', 'error_code_str', 'error_msg'],
  ...['face', 'left', 'top', 'width', 'height', 'probability', 'age', 'gender', 'expression', 'glasses', 'mask', 'hat', 'beauty', 'yaw', 'pitch', 'roll'],
  ...['quality_score', 'quality_noise', 'quality_blur', 'quality_fnf', 'quality_glass', 'quality_mask', 'quality_illu', 'quality_pose'],
];

test('--csv: a line a face with its numbers, and one line for a refusal; whatever the names, they are read back', async () => {
  const [run, json] = await Promise.all([analyze('--csv', ...files), analyze('--ndjson', ...files)]);
  assert.equal(run.code, 1);
  assert.ok(run.stdout.endsWith('\n'));
  const [heading, ...rows] = parse(run.stdout);
  assert.deepEqual(heading, columns);
  const expected = linesOf(json).flatMap(({ file, response: { error_code_str, error_msg, data } }) => {
    const photograph = [file, error_code_str, error_msg];
    if (data === undefined) return [[...photograph, ...Array<string>(24).fill('')]];
    return Array.from({ length: data.face_count }, (_, face) => {
      const values = [data.face_probability_list, data.age_list, data.gender_list, data.expressions, data.glasses, data.masks, data.hat_list, data.beauty_list];
      return [
        ...photograph, face, ...data.face_rectangles.slice(4 * face, 4 * face + 4), ...values.map((list) => list[face]),
        ...data.pose_list.slice(3 * face, 3 * face + 3), ...Object.values(data.qualities).map((list: readonly number[]) => list[face]),
      ].map(String);
    });
  });
  assert.equal(expected.length, 2 + 2 + 3, 'three faces in the sample');
  assert.deepEqual(rows, expected);
});

test('--csv leaves empty what is not measured', async () => {
  const run = await analyze('--csv', '--attributes', 'age', odd[0]!);
  const [row] = parse(run.stdout, { columns: true }) as Record<string, string>[];
  assert.ok(row);
  const measured = ['file', 'face', 'left', 'top', 'width', 'height', 'probability', 'age', 'yaw', 'pitch', 'roll'];
  assert.deepEqual(Object.keys(row).filter((column) => row[column] !== ''), measured);
});

test('--csv without a photograph is its heading', async () => {
  const [list = ''] = writeFiles(folder, ['list', '']);
  const { stdout, code } = await analyze('--csv', '--files-from', list);
  assert.equal(stdout, `${columns.join()}\n`);
  assert.equal(code, 0);
});
