import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { assertClose } from './compare.js';
import { OnnxModel, assertBatchIsTwoRuns, networkOf, outputOf } from './onnx_runtime.js';
import { type Photograph, channelsLast, networkImage, samplePhotograph } from './photographs.js';
import { TfliteModel } from './tflite_runtime.js';

// TFLite and ONNX Runtime add in different orders. Seen: 2.7e-4 on logits up to 320, 1.2e-4 pixels on regressors up to 190.
const logitTolerance = 6e-4;
const pixelTolerance = 3e-4;

const network = networkOf('face_detection');
const model = await OnnxModel.converted(network);
const original = readFileSync(createRequire(import.meta.url).resolve(`${network.source.package}/${network.source.files[0]?.file ?? ''}`));

function wholePicture(photograph: Photograph, size?: [number, number]): Float32Array {
  return networkImage(photograph, { left: 0, top: 0, side: Math.max(photograph.width, photograph.height) }, network.input, size);
}

async function assertAgrees(tflite: TfliteModel, image: Float32Array, height: number, width: number): Promise<void> {
  const results = await model.run({ image: [image, [1, 3, height, width]] });
  const cells = (height / 4) * (width / 4);
  const [regressors, logits] = tflite.run(channelsLast(image, 3)).sort((one, other) => other.length - one.length);
  assert.ok(regressors && logits && logits.length === cells);
  assertClose(outputOf(network, results, 'logits'), logits, logitTolerance, 'logits');
  assertClose(channelsLast(outputOf(network, results, 'regressors'), 16), regressors, pixelTolerance, 'regressors');
}

test('the detector agrees with TFLite on photographs', async () => {
  const tflite = await TfliteModel.create(original);
  for (const number of [1, 4, 5]) await assertAgrees(tflite, wholePicture(samplePhotograph(number)), 192, 192);
});

test('the detector agrees with TFLite on a larger picture of another shape', async () => {
  const [height, width] = [256, 384];
  // TFLite works out every size from the input's, except where the upsampling's is written down.
  const resized = new Uint8Array(original);
  replaceOnly(resized, [4, 1, 192, 192, 3], [4, 1, height, width, 3]);
  for (const level of [16, 8, 4]) replaceOnly(resized, [8, 192 / level, 192 / level], [8, height / level, width / level]);
  await assertAgrees(await TfliteModel.create(resized), wholePicture(samplePhotograph(1), [height, width]), height, width);
});

test('a batch of two pictures is two runs of the detector', async () => {
  await assertBatchIsTwoRuns(model, network, [wholePicture(samplePhotograph(2)), wholePicture(samplePhotograph(3))]);
});

test('the detector finds the three faces of a photograph, the eye at image-left first', async () => {
  const photograph = samplePhotograph(1);
  const results = await model.run({ image: [wholePicture(photograph), [1, 3, 192, 192]] });
  const regressors = outputOf(network, results, 'regressors');
  const pixels = photograph.width / 192;
  const columns = 192 / 4;
  const found = [...outputOf(network, results, 'logits').entries()].filter(([, logit]) => logit > 0).map(([cell]) => {
    const at = (channel: number): number => (regressors[channel * columns * columns + cell] ?? 0) * pixels;
    const [anchorX, anchorY] = [((cell % columns) + 0.5) * 4 * pixels, (Math.floor(cell / columns) + 0.5) * 4 * pixels];
    return { x: anchorX + at(0), y: anchorY + at(1), size: at(2), firstEye: at(4), secondEye: at(6) };
  });
  // The faces' places, as seen in the photograph.
  for (const [x, y] of [[485, 497], [921, 556], [1560, 339]] as const) {
    const face = found.find((candidate) => Math.hypot(candidate.x - x, candidate.y - y) < 20);
    assert.ok(face, `no face at ${x}, ${y}`);
    assert.ok(face.size > 150 && face.size < 220, `the face at ${x}, ${y} is ${face.size} pixels wide`);
    assert.ok(face.firstEye < face.secondEye, 'the first eye lies at image-right');
  }
});

/** Replaces a run of 32-bit integers that occurs exactly once. */
function replaceOnly(bytes: Uint8Array, before: readonly number[], after: readonly number[]): void {
  const pattern = Buffer.from(Int32Array.from(before).buffer);
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const place = whole.indexOf(pattern);
  assert.ok(place >= 0 && whole.indexOf(pattern, place + 1) < 0, `${before.join(', ')} does not occur exactly once`);
  bytes.set(Buffer.from(Int32Array.from(after).buffer), place);
}
