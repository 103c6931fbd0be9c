// What a photograph costs, in pixels that the detector is shown of it. A whole search of one turn shows all of it in five views.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnalyzeOptions } from '../../web/interface.js';
import { createNodeAnalyzer } from '../../web/node/analyzer.js';
import { type Photograph, samplePhotograph } from '../models/photographs.js';
import { cropped, encodeJpeg, enlarged, quarterTurns, turned } from '../support/pictures.js';

let pixels = 0; // that the detector was shown
const analyzer = await createNodeAnalyzer((networks) => ({
  run: (name, shape, values, timings) => {
    if (name === 'face_detection') pixels += (shape[2] ?? NaN) * (shape[3] ?? NaN);
    return networks.run(name, shape, values, timings);
  },
}));

// A face that fills the picture, enlarged until it is as soft as a close-up with a shaking hand.
const closeUp = enlarged(cropped(samplePhotograph(1), { left: 350, top: 300, width: 300, height: 330 }), 6);

/** The pixels of a close-up in views of which the longer side, without its margin, has so many. */
function pixelsIn(views: readonly number[]): number {
  const padded = (side: number): number => Math.ceil((side + 2 * 16) / 32) * 32;
  return views.reduce((sum, side) => sum + padded(side) * padded((side * closeUp.width) / closeUp.height), 0);
}

const coarseViews = [96, 136, 192]; // which every picture gets
const comparedViews = [...coarseViews, 272]; // by which turns are told from each other
const allViews = [...comparedViews, 557];

async function cost(picture: Photograph, options?: AnalyzeOptions): Promise<{ faces: number; pixels: number }> {
  pixels = 0;
  const { faces } = await analyzer.inspect(encodeJpeg(picture, 90), { attributes: [], ...options });
  return { faces: faces.length, pixels };
}

test('an enlarged close-up is searched once', async () => {
  const { faces, pixels } = await cost(closeUp);
  assert.equal(faces, 1);
  assert.ok(pixels <= pixelsIn(allViews), `${pixels} pixels`);
});

for (const degrees of [90, 180, 270] as const) {
  test(`an enlarged close-up that is turned by ${degrees} degrees is looked at closely in its own turn only`, async () => {
    const { faces, pixels } = await cost(turned(closeUp, quarterTurns[degrees]));
    assert.equal(faces, 1);
    assert.ok(pixels <= 3 * pixelsIn(comparedViews) + pixelsIn(allViews), `${pixels} pixels`);
  });
}

test('where one face is wanted and it is large, the finer views are left out', async () => {
  assert.deepEqual(await cost(closeUp, { maxFaces: 1 }), { faces: 1, pixels: pixelsIn(coarseViews) });
});

test('of three faces as many are searched for as are wanted', async () => {
  const group = samplePhotograph(3);
  const [one, all] = [await cost(group, { maxFaces: 1 }), await cost(group)];
  assert.deepEqual([one.faces, all.faces], [1, 3]);
  assert.ok(one.pixels < all.pixels, `${one.pixels} of ${all.pixels} pixels`);
});
