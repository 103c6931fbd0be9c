import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Photograph, samplePhotograph } from '../models/photographs.js';
import { analyse } from '../support/analysis.js';
import { type Face, facesOf, middleOf } from '../support/faces.js';
import { cropped, encodePng, type Place } from '../support/pictures.js';

// A woman of the third sample who looks at the camera and does not smile, without glasses, hat or mask; the third woman smiles.
const woman = cropped(samplePhotograph(3), { left: 460, top: 170, width: 450, height: 560 });
const smiling = cropped(samplePhotograph(3), { left: 1390, top: 170, width: 420, height: 520 });
const fit = 85; // the threshold of the API's page

/** A copy in which every pixel at which something is worn has its colour. */
function wearing(picture: Photograph, isCovered: (place: Place) => boolean, colour: readonly [number, number, number]): Photograph {
  const data = picture.data.slice();
  for (let pixel = 0; 4 * pixel < data.length; pixel += 1) {
    if (isCovered({ x: pixel % picture.width, y: Math.floor(pixel / picture.width) })) data.set(colour, 4 * pixel);
  }
  return { ...picture, data };
}

async function onlyFace(picture: Photograph): Promise<Face> {
  const faces = facesOf((await analyse(encodePng(picture))).data);
  assert.equal(faces.length, 1);
  return faces[0] as Face;
}

/** Two round dark glasses with a bridge between them. */
async function withSunglasses(picture: Photograph): Promise<Photograph> {
  const { pupils, rectangle } = await onlyFace(picture);
  const radius = 0.2 * rectangle.width;
  const [left, right] = pupils;
  const bridge = (left.y + right.y) / 2 - 0.3 * radius;
  const covered = ({ x, y }: Place): boolean =>
    pupils.some((pupil) => ((x - pupil.x) / radius) ** 2 + ((y - pupil.y) / (0.8 * radius)) ** 2 < 1) ||
    (x > left.x && x < right.x && Math.abs(y - bridge) < 0.08 * radius);
  return wearing(picture, covered, [15, 15, 20]);
}

/** A light blue mask from the middle of the nose to the chin, as wide as the face. */
async function withMask(picture: Photograph): Promise<Photograph> {
  const { landmarks, rectangle } = await onlyFace(picture);
  const [upper, lower] = [landmarks[58]?.y ?? 0, landmarks[100]?.y ?? 0]; // mid-bridge and chin
  const middle = middleOf(rectangle).x;
  const covered = ({ x, y }: Place): boolean => {
    const down = (y - upper) / (lower - upper);
    return down > 0 && down < 1 && Math.abs(x - middle) < 0.46 * rectangle.width * Math.sqrt(1 - (Math.max(0, down - 0.3) / 0.75) ** 2);
  };
  return wearing(picture, covered, [150, 190, 215]);
}

test('a bare face has no glasses, no hat and no mask, and can be seen above and below', async () => {
  const { data } = await analyse(encodePng(woman));
  assert.deepEqual([data.glasses, data.hat_list, data.masks, data.expressions, data.gender_list], [[0], [0], [0], [0], [0]]);
  assert.ok((data.age_list[0] ?? 0) >= 18 && (data.age_list[0] ?? 0) <= 50);
  for (const list of [data.qualities.glass_list, data.qualities.mask_list]) assert.ok((list[0] ?? 0) >= fit);
});

test('a smile is told from a mouth at rest', async () => {
  assert.deepEqual((await analyse(encodePng(smiling))).data.expressions, [1]);
});

test('sunglasses are told, and the upper face is then unfit for recognition', async () => {
  const { data } = await analyse(encodePng(await withSunglasses(woman)));
  assert.deepEqual([data.glasses, data.masks], [[2], [0]]);
  assert.ok((data.qualities.glass_list[0] ?? 100) < fit);
  assert.ok((data.qualities.mask_list[0] ?? 0) >= fit);
});

test('a mask is told, and the lower face is then unfit for recognition', async () => {
  const { data } = await analyse(encodePng(await withMask(woman)));
  assert.deepEqual([data.masks, data.glasses], [[1], [0]]);
  assert.ok((data.qualities.mask_list[0] ?? 100) < fit);
  assert.ok((data.qualities.glass_list[0] ?? 0) >= fit);
});
