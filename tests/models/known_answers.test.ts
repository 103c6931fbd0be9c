import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { headsOnnx } from '../../models/convert/heads.js';
import { type Heads, readManifest, repositoryRoot } from '../../models/manifest.js';
import { OnnxModel } from './onnx_runtime.js';

interface KnownAnswer {
  readonly answers: readonly number[];
  /** Its first numbers. */
  readonly embedding: readonly number[];
}

function shippedHeads(): Heads {
  const entry = readManifest().models.find((model) => model.kind === 'heads');
  assert.ok(entry);
  return entry;
}

/** The trainer's made-up values (known_answers in models/heads/train.py): up to 8 deviations from the mean, so that some are clipped. */
function madeUpValues(entry: Heads, weights: Uint8Array, example: number): Float32Array {
  const count = entry.input.shape[1];
  const [mean, scale] = [0, count].map((start) => new Float32Array(weights.slice(4 * start, 4 * (start + count)).buffer));
  return Float32Array.from({ length: count }, (_, index) => (mean?.[index] ?? NaN) + (8 * Math.sin(example * index)) / (scale?.[index] ?? NaN));
}

const known = JSON.parse(readFileSync(new URL('models/heads/known_answers.json', repositoryRoot), 'utf8')) as readonly KnownAnswer[];

for (const [index, { answers, embedding }] of known.entries()) {
  test(`the shipped heads give the trainer's outputs on made-up face ${index + 1}`, async () => {
    const entry = shippedHeads();
    const weights = new Uint8Array(readFileSync(new URL(entry.weights, repositoryRoot)));
    const values = madeUpValues(entry, weights, index + 1);
    const model = await OnnxModel.create(headsOnnx(entry, weights));
    const given = await model.run({ [entry.input.name]: [values, [1, values.length]] });
    // The weights are stored as 16-bit floats: 20470 of them, each off by up to 1/2048 of itself.
    for (const [column, answer] of answers.entries()) {
      const shipped = given['answers']?.[0][column] ?? NaN;
      assert.ok(Math.abs(shipped - answer) < 1e-3 * (10 + Math.abs(answer)), `${entry.outputs[0].columns[column]}: ${shipped}, not ${answer}`);
    }
    for (const [place, number] of embedding.entries()) {
      assert.ok(Math.abs((given['embedding']?.[0][place] ?? NaN) - number) < 1e-3, `embedding ${place}`);
    }
  });
}
