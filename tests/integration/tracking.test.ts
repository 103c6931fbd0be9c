import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Pixels } from '../../web/engine/engine.js';
import type { LocalInspection } from '../../web/engine/protocol.js';
import type { AnalyzeOptions } from '../../web/interface.js';
import { type Photograph, samplePhotograph } from '../models/photographs.js';
import { analyzer, assertRefusal } from '../support/analysis.js';
import { type Face, difference, facesOf, nearest, pupilDistance } from '../support/faces.js';
import { type View, frameOf, noisy } from '../support/pictures.js';

// Of a tracked face's landmarks against those of a search of the same frame, in pupil distances: on average, and the worst.
const meanTolerance = 0.03; // seen: 0.02
const worstTolerance = 0.1; // of the outline; seen: 0.06
// Of the tenth round's against the first one's.
const driftTolerance = { mean: 0.01, worst: 0.04 }; // seen: 0.005 and 0.013
const rectangleTolerance = 0.15; // of its width, a side: without the detector's box; seen: 0.08

/** Where a camera sees a face of about 170 pixels, or two of them. */
const scenes = [
  { number: 1, faces: 1, view: { middle: { x: 490, y: 476 } } },
  { number: 3, faces: 1, view: { middle: { x: 684, y: 459 }, scale: 0.87 } },
  { number: 6, faces: 2, view: { middle: { x: 1420, y: 430 }, scale: 0.83 } },
] as const;

/** How the picture moves until the next frame: a shift in pixels of the photograph. */
interface Motion {
  readonly right?: number;
  readonly down?: number;
  readonly scale?: number;
  readonly degrees?: number;
}

const motions: Readonly<Record<string, Motion>> = {
  'that stands still': {},
  'shifted by 5 % of the face': { right: 9, down: -9 },
  'scaled by 1.05': { scale: 1.05 },
  'scaled by 0.95': { scale: 0.95 },
  'turned by 5 degrees': { degrees: 5 },
  'turned back by 5 degrees': { degrees: -5 },
};

const landmarks: AnalyzeOptions = { attributes: ['landmarks'] };

const pixels = ({ width, height, data }: Photograph): Pixels => ({ width, height, values: data });

/** What a camera sees of a photograph after a motion. */
function frame(photograph: Photograph, view: View, { right = 0, down = 0, scale = 1, degrees = 0 }: Motion = {}): Pixels {
  const middle = { x: view.middle.x - right, y: view.middle.y - down };
  return pixels(frameOf(photograph, { middle, scale: (view.scale ?? 1) * scale, degrees }));
}

function facesIn({ response }: LocalInspection): Face[] {
  assert.ok(response.data, response.error_msg);
  return facesOf(response.data);
}

const wasSearched = ({ timings }: LocalInspection): boolean => timings.networks.face_detection !== undefined;

function assertSameLandmarks(actual: Face, expected: Face, { mean, worst }: { readonly mean: number; readonly worst: number }): void {
  const off = difference(actual.landmarks, expected.landmarks, pupilDistance(expected));
  assert.ok(off.mean < mean, `the landmarks are off by ${off.mean} pupil distances on average`);
  assert.ok(off.worst < worst, `a landmark is off by ${off.worst} pupil distances`);
}

for (const { number, faces, view } of scenes) {
  describe(`sample ${number}, frame by frame`, () => {
    const photograph = samplePhotograph(number);
    let first: LocalInspection;
    before(async () => {
      first = await analyzer.inspect(frame(photograph, view), landmarks);
      assert.equal(first.faces.length, faces);
    });

    for (const [name, motion] of Object.entries(motions)) {
      test(`a frame ${name} is answered without a search, as a search would answer it`, async () => {
        const next = frame(photograph, view, motion);
        const searched = await analyzer.inspect(next, landmarks);
        const tracked = await analyzer.inspect(next, { ...landmarks, expected: first.faces });
        assert.deepEqual(Object.keys(tracked.timings.networks), ['face_mesh', 'head_pose']);
        assert.equal(tracked.timings.networks.face_mesh?.runs, 1);
        assert.equal(tracked.timings.stages.search, 0);
        const found = facesIn(tracked);
        assert.equal(found.length, faces);
        for (const face of facesIn(searched)) {
          const same = nearest(face, found);
          assertSameLandmarks(same, face, { mean: meanTolerance, worst: worstTolerance });
          assert.ok(Math.abs(same.probability - face.probability) < 0.05, `${same.probability} instead of ${face.probability}`);
          for (const side of ['left', 'top', 'width', 'height'] as const) {
            const off = Math.abs(same.rectangle[side] - face.rectangle[side]) / face.rectangle.width;
            assert.ok(off < rectangleTolerance, `the rectangle's ${side} is off by ${off} of its width`);
          }
        }
      });
    }

    test('over ten rounds nothing drifts', async () => {
      const frozen = frame(photograph, view);
      const rounds = [first];
      for (let round = 1; round <= 10; round += 1) {
        rounds.push(await analyzer.inspect(frozen, { ...landmarks, expected: rounds.at(-1)?.faces ?? [] }));
      }
      assert.ok(!rounds.slice(1).some(wasSearched));
      const [, one, ...others] = rounds;
      const last = others.at(-1);
      assert.ok(one && last);
      for (const face of facesIn(one)) assertSameLandmarks(nearest(face, facesIn(last)), face, driftTolerance);
    });

    test('everything else is measured as usual', async () => {
      const { response, faces: details, timings } = await analyzer.inspect(frame(photograph, view), { expected: first.faces });
      assert.equal(timings.networks.face_detection, undefined);
      assert.equal(timings.networks.attribute_heads?.runs, 1);
      assert.equal(response.data?.age_list.length, faces);
      assert.deepEqual(details.map(({ embedding }) => embedding.length), Array(faces).fill(1024));
    });

    test('a picture without the faces is searched, and gets the usual refusal', async () => {
      const lost = await analyzer.inspect(pixels(noisy(640, 480)), { ...landmarks, expected: first.faces });
      assert.ok(wasSearched(lost));
      assertRefusal(lost.response, 422, 'ERROR_NO_FACE_IN_FILE');
    });

    test('faces elsewhere are found by the search', async () => {
      const other = frame(photograph, { ...view, middle: { x: view.middle.x + 150, y: view.middle.y - 60 } });
      const searched = await analyzer.inspect(other, landmarks);
      const lost = await analyzer.inspect(other, { ...landmarks, expected: first.faces });
      assert.ok(wasSearched(lost));
      assert.deepEqual(lost.response, searched.response);
    });
  });
}

const still = frame(samplePhotograph(1), scenes[0].view);

test('meshes of numbers that are none are refused', async () => {
  for (const garbage of [Number.NaN, Number.POSITIVE_INFINITY, 1e30, 0]) {
    const { response } = await analyzer.inspect(still, { expected: [{ mesh: new Float32Array(478 * 3).fill(garbage) }] });
    assert.match(assertRefusal(response, 400, 'ERROR_INVALID_PARAMETER'), /expected face/);
  }
});

test('where nothing is expected everything is as without the option', async () => {
  assert.deepEqual((await analyzer.inspect(still, { ...landmarks, expected: [] })).response, (await analyzer.inspect(still, landmarks)).response);
});
