// What a photograph costs, in views that the detector is shown of it: a whole search of one turn has a view for each factor of 1.4.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnalyzeOptions } from '../../web/interface.js';
import { type Photograph, samplePhotograph } from '../models/photographs.js';
import { analyzer } from '../support/analysis.js';
import { cropped, encodeJpeg, enlarged, quarterTurns, turned } from '../support/pictures.js';

// A face that fills the picture, enlarged until it is as soft as a close-up with a shaking hand.
const closeUp = enlarged(cropped(samplePhotograph(1), { left: 350, top: 300, width: 300, height: 330 }), 6);
// Of one turn.
const coarseViews = 3; // which every picture gets
const comparedViews = 5; // by which turns are told from each other
const allViews = 6;

async function cost(picture: Photograph, options?: AnalyzeOptions): Promise<{ faces: number; views: number }> {
  const { faces, timings } = await analyzer.inspect(encodeJpeg(picture, 90), { attributes: [], ...options });
  return { faces: faces.length, views: timings?.networks.face_detection?.runs ?? NaN };
}

test('an enlarged close-up is searched once', async () => {
  const { faces, views } = await cost(closeUp);
  assert.equal(faces, 1);
  assert.ok(views <= allViews, `${views} views`);
});

for (const degrees of [90, 180, 270] as const) {
  test(`an enlarged close-up that is turned by ${degrees} degrees is looked at closely in its own turn only`, async () => {
    const { faces, views } = await cost(turned(closeUp, quarterTurns[degrees]));
    assert.equal(faces, 1);
    assert.ok(views <= 4 * comparedViews + allViews - comparedViews, `${views} views`);
  });
}

test('where one face is wanted and it is large, the finer views are left out', async () => {
  assert.deepEqual(await cost(closeUp, { maxFaces: 1 }), { faces: 1, views: coarseViews });
});

test('of three faces as many are searched for as are wanted', async () => {
  const group = samplePhotograph(3);
  const [one, all] = [await cost(group, { maxFaces: 1 }), await cost(group)];
  assert.deepEqual([one.faces, all.faces], [1, 3]);
  assert.ok(one.views < all.views, `${one.views} of ${all.views} views`);
});
