import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { AnalyzeOptions } from '../../web/interface.js';
import { type Photograph, samplePhotograph } from '../models/photographs.js';
import { type Analysed, analyse } from '../support/analysis.js';
import { angleBetween, assertAmong, assertSameFaces, difference, facesOf, nearest, pupilDistance } from '../support/faces.js';
import { corpusPath, missing, samplePath } from '../support/files.js';
import { type Turn, cropped, encodeJpeg, quarterTurns, turned, withOrientation } from '../support/pictures.js';

const mirrored: Turn = ({ x, y }, width) => ({ x: width - 1 - x, y });
const transposed: Turn = ({ x, y }) => ({ x: y, y: x });

/** How a camera stores an upright picture under each of EXIF's orientations. */
const stored: Readonly<Record<number, (upright: Photograph) => Photograph>> = {
  1: (upright) => upright,
  2: (upright) => turned(upright, mirrored),
  3: (upright) => turned(upright, quarterTurns[180]),
  4: (upright) => turned(turned(upright, mirrored), quarterTurns[180]),
  5: (upright) => turned(upright, transposed),
  6: (upright) => turned(upright, quarterTurns[270]),
  7: (upright) => turned(turned(upright, transposed), quarterTurns[180]),
  8: (upright) => turned(upright, quarterTurns[90]),
};

function assertSameAnswer(actual: Analysed, expected: Analysed, pixels: number): void {
  assert.deepEqual([actual.width, actual.height], [expected.width, expected.height], 'the size of the upright picture');
  assertSameFaces(actual.data, expected.data, pixels);
}

test('all eight EXIF orientations of one picture give the same faces in an upright picture', async () => {
  // Two faces; the size, a multiple of 16, lets every orientation have the same JPEG blocks.
  const upright = cropped(samplePhotograph(1), { left: 320, top: 240, width: 800, height: 480 });
  const expected = await analyse(encodeJpeg(upright), { attributes: [] });
  assert.equal(expected.data.face_count, 2);
  assert.deepEqual([expected.width, expected.height], [800, 480]);
  for (const [orientation, store] of Object.entries(stored)) {
    const file = withOrientation(encodeJpeg(store(upright)), Number(orientation));
    assertSameAnswer(await analyse(file, { attributes: [] }), expected, 2);
  }
});

test('an orientation that does not exist means upright', async () => {
  const file = encodeJpeg(cropped(samplePhotograph(1), { left: 320, top: 240, width: 400, height: 480 }));
  const expected = await analyse(file);
  for (const orientation of [0, 9]) assert.deepEqual((await analyse(withOrientation(file, orientation))).data, expected.data);
});

test('a wrong orientation turns the picture: its faces are found lying, where they then are', async () => {
  const file = readFileSync(samplePath(1));
  const upright = await analyse(file);
  const lying = await analyse(withOrientation(file, 6)); // to be turned clockwise
  assert.deepEqual([lying.width, lying.height], [upright.height, upright.width]);
  assert.equal(lying.data.face_count, upright.data.face_count);
  const found = facesOf(lying.data);
  for (const face of facesOf(upright.data)) {
    const pupils = face.pupils.map((place) => quarterTurns[90](place, upright.width, upright.height));
    const [left, right] = pupils;
    assert.ok(left && right);
    const same = nearest({ ...face, pupils: [left, right] }, found);
    assert.ok(difference(same.pupils, pupils, pupilDistance(face)).worst < 0.1);
    assert.ok(Math.abs(angleBetween(face.roll + 90, same.roll)) < 5, `roll ${same.roll} of a face with roll ${face.roll}, turned by 90`);
  }
});

// The person in the picture is small, with a blurred face of 40 pixels, and each file was compressed anew: the rectangles
// differ by some pixels (seen: 9). What else may look like a face then, once as much as the person does, is of no interest
// here.
const smallFace: AnalyzeOptions = { minFace: 32, attributes: [] };

const corpus = corpusPath('exif');

test('the eight orientations of the EXIF orientation examples', { skip: missing(corpus) }, async () => {
  const read = (orientation: number): Uint8Array => readFileSync(path.join(corpus, `Portrait_${orientation}.jpg`));
  const expected = await analyse(read(1), { ...smallFace, maxFaces: 1 });
  const [person] = facesOf(expected.data);
  assert.ok(person);
  assert.deepEqual([expected.width, expected.height], [1200, 1800]);
  for (const orientation of [0, 2, 3, 4, 5, 6, 7, 8]) {
    const actual = await analyse(read(orientation), smallFace);
    assert.deepEqual([actual.width, actual.height], [1200, 1800]);
    assertAmong(facesOf(actual.data), person, 10);
  }
});
