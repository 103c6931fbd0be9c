import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Photograph, samplePhotograph } from '../models/photographs.js';
import { analyse, assertRefused } from '../support/analysis.js';
import { distance, facesOf, middleOf } from '../support/faces.js';
import { type Rectangle, blank, cropped, encodeJpeg, noisy, paste, shrunk } from '../support/pictures.js';

// A face of the third sample with its surroundings, and its rectangle among them.
const surroundings = cropped(samplePhotograph(3), { left: 480, top: 180, width: 400, height: 560 });
const [known] = facesOf((await analyse(encodeJpeg(surroundings))).data);
assert.ok(known);
const face = known.rectangle;

/** Where the face lies when its surroundings are scaled and pasted at a place. */
function faceAt(left: number, top: number, scale: number): Rectangle {
  return { left: left + face.left * scale, top: top + face.top * scale, width: face.width * scale, height: face.height * scale };
}

function withFace(canvas: Photograph, left: number, top: number, scale: number): Uint8Array {
  paste(canvas, shrunk(surroundings, scale), left, top);
  return encodeJpeg(canvas);
}

function assertAbout(actual: Rectangle, expected: Rectangle): void {
  const text = `${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`;
  assert.ok(distance(middleOf(actual), middleOf(expected)) < 0.1 * expected.width, text);
  assert.ok(Math.abs(actual.width / expected.width - 1) < 0.15 && Math.abs(actual.height / expected.height - 1) < 0.15, text);
}

// In the middle, and in a corner.
for (const [left, top] of [[2000, 1500], [3830, 2780]] as const) {
  test(`a face hardly larger than 64 pixels in a picture of 4000 x 3000, at ${left}, ${top}`, async () => {
    const scale = 68 / face.width;
    const { width, height, data } = await analyse(withFace(noisy(4000, 3000), left, top, scale));
    assert.deepEqual([width, height], [4000, 3000]);
    const [found] = facesOf(data);
    assert.ok(found && data.face_count === 1);
    assertAbout(found.rectangle, faceAt(left, top, scale));
  });
}

test('a face hardly smaller than 64 pixels is refused as such, and found where smaller ones are asked for', async () => {
  const scale = 57 / face.width;
  const file = withFace(noisy(1200, 900), 500, 300, scale);
  assert.match(await assertRefused(file, 422, 'ERROR_FACE_SIZE_RATIO_NOT_MET'), /64x64/);
  const [found] = facesOf((await analyse(file, { minFace: 32 })).data);
  assert.ok(found);
  assertAbout(found.rectangle, faceAt(500, 300, scale));
});

test('of a large face and one that is too small only the large one is answered', async () => {
  const canvas = noisy(1200, 900);
  paste(canvas, surroundings, 100, 200);
  const { data } = await analyse(withFace(canvas, 800, 300, 45 / face.width));
  const [found] = facesOf(data);
  assert.ok(found && data.face_count === 1);
  assertAbout(found.rectangle, faceAt(100, 200, 1));
});

test('a face that fills the picture', async () => {
  const { data } = await analyse(encodeJpeg(cropped(surroundings, face)));
  const [found] = facesOf(data);
  assert.ok(found && data.face_count === 1);
  assertAbout(found.rectangle, { left: 0, top: 0, width: face.width, height: face.height });
});

test('a face whose forehead and chin lie outside the picture', async () => {
  const outside = Math.round(0.12 * face.height);
  const part: Rectangle = { ...face, top: face.top + outside, height: face.height - 2 * outside };
  const { data } = await analyse(encodeJpeg(cropped(surroundings, part)));
  const [found] = facesOf(data);
  assert.ok(found && data.face_count === 1);
  assertAbout(found.rectangle, { left: 0, top: 0, width: part.width, height: part.height });
  const { left, top, width, height } = found.rectangle;
  assert.ok(left >= 0 && top === 0 && left + width <= part.width && height === part.height, 'the rectangle ends with the picture');
});

test('faces in a very wide and in a very high picture', async () => {
  const [wide, high] = [blank(4000, 200), blank(150, 4000)];
  const part = { ...face, left: face.left - 10, width: face.width + 20 };
  const head = shrunk(cropped(surroundings, part), 0.6);
  paste(wide, head, 3000, 20);
  paste(high, head, 2, 500);
  for (const picture of [wide, high]) assert.equal((await analyse(encodeJpeg(picture))).data.face_count, 1);
});
