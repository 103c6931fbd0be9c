import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headsOnnx } from '../../models/convert/heads.js';
import { type Heads, readManifest } from '../../models/manifest.js';
import { assertClose } from './compare.js';
import { OnnxModel } from './onnx_runtime.js';

/** Heads of three values and two answers, whose embedding is the first value; with weights made up by hand. */
const heads: Heads = {
  name: 'made_up',
  kind: 'heads',
  card: '',
  licence: '',
  weights: '',
  input: { name: 'values', shape: ['batch', 3], networks: [] },
  outputs: [
    { name: 'answers', shape: ['batch', 2], columns: ['one', 'other'], meaning: '' },
    { name: 'embedding', shape: ['batch', 1], meaning: '' },
  ],
  result: { file: '', bytes: 0, sha256: '' },
};
const mean = [10, -2, 0.5];
const scale = [0.5, 4, 100];
const bias = [7, -0.25];
const average = 4;
const sharpness = 1.5;
/** A row a value, a column an answer: a number, and its 16 bits. */
const weights = [
  [[1, 0x3c00], [-2, 0xc000]],
  [[0.5, 0x3800], [3.140625, 0x4248]],
  [[-65504, 0xfbff], [0.000030517578125, 0x0200]], // the largest, and one below the smallest with all its digits
] as const;

/** What models/heads/train.py would write, behind a byte of something else: such bytes are not aligned. */
function weightFile(): Uint8Array {
  const file = Buffer.alloc(1 + 4 * (3 + 3 + 2 + 1 + 1) + 2 * 6);
  let offset = 1;
  for (const number of [...mean, ...scale, ...bias, average, sharpness]) offset = file.writeFloatLE(number, offset);
  for (const [, bits] of weights.flat()) offset = file.writeUInt16LE(bits, offset);
  return file.subarray(1);
}

/** The answers to a face's values, by the formula. */
function answersTo(values: readonly number[]): number[] {
  const clipped = values.map((value, index) => Math.min(5, Math.max(-5, (value - (mean[index] ?? 0)) * (scale[index] ?? 0))));
  return bias.map((start, column) => clipped.reduce((sum, value, index) => sum + value * (weights[index]?.[column]?.[0] ?? 0), start));
}

test('the heads give clip((values - mean) * scale) * weights + bias for every face', async () => {
  const model = await OnnxModel.create(headsOnnx(heads, weightFile()));
  const faces = [
    [10, -2, 0.5], // the mean: the bias alone
    [11, -1.5, 0.51],
    [1000, -1000, 0.49], // two far away, on either side: they count as five deviations
    [-1e30, 1e30, 1e30],
  ];
  const { answers } = await model.run({ values: [Float32Array.from(faces.flat()), [faces.length, 3]] });
  assert.ok(answers);
  const [data, shape] = answers;
  assert.deepEqual(shape, [faces.length, 2]);
  assert.deepEqual([...data.subarray(0, 2)], bias);
  for (const [face, values] of faces.entries()) {
    const expected = answersTo(values);
    for (const [column, answer] of expected.entries()) {
      assertClose(data.subarray(2 * face + column, 2 * face + column + 1), Float32Array.of(answer), 1e-5 * Math.max(1, Math.abs(answer)), `answer ${column} to face ${face}`);
    }
  }
});

test('the embedding is clip((first values - average) * sharpness)', async () => {
  const model = await OnnxModel.create(headsOnnx(heads, weightFile()));
  const { embedding } = await model.run({ values: [Float32Array.of(5, 0, 0, 10, 0, 0, -100, 0, 0), [3, 3]] });
  assert.deepEqual(embedding, [Float32Array.of(1.5, 2, -2), [3, 1]]); // two far away count as two deviations
});

test('a weight file of another length is an error', () => {
  const file = weightFile();
  for (const bytes of [file.subarray(1), new Uint8Array(file.length + 2), new Uint8Array()]) {
    assert.throws(() => headsOnnx(heads, bytes), new RegExp(`weights of made_up are ${bytes.length} bytes long, not ${file.length}`));
  }
});

test('the manifest\'s heads take all that their networks give, and name every answer', () => {
  const { models } = readManifest();
  const entries = models.filter((entry) => entry.kind === 'heads');
  assert.ok(entries.length > 0);
  for (const { name, input, outputs: [{ shape, columns }] } of entries) {
    const outputs = input.networks.flatMap((network) => {
      const entry = models.find((model) => model.name === network);
      assert.ok(entry?.kind === 'network', `${name} rests on ${network}`);
      return entry.outputs;
    });
    const lengths = outputs.map((output) => output.shape.slice(1).reduce<number>((product, extent) => product * Number(extent), 1));
    assert.equal(input.shape[1], lengths.reduce((sum, length) => sum + length), name);
    assert.equal(columns.length, shape[1], name);
    assert.equal(new Set(columns).size, columns.length, 'no name twice');
  }
});
