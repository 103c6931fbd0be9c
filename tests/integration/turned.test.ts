import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { samplePhotograph } from '../models/photographs.js';
import { type Analysed, analyse } from '../support/analysis.js';
import { type Face, angleBetween, difference, facesOf, nearest, pupilDistance } from '../support/faces.js';
import { type Place, type Turn, encodePng, quarterTurns, turned } from '../support/pictures.js';

// In pupil distances.
const meanTolerance = 0.02;
const pupilTolerance = 0.025; // a face that stands upright is found in fewer views; seen: 0.022
const worstTolerance = 0.1; // of the outline; seen: 0.08
const angleTolerance = 3; // degrees

/** Where a face's places are after its picture was turned. */
function turnedFace(face: Face, turn: Turn, { width, height }: Analysed): Face {
  const place = (from: Place): Place => turn(from, width, height);
  const [left, right] = face.pupils;
  return { ...face, pupils: [place(left), place(right)], landmarks: face.landmarks.map(place) };
}

for (const number of [1, 3]) {
  describe(`sample ${number} without a hint of which way is up`, () => {
    const photograph = samplePhotograph(number);
    let upright: Analysed;
    before(async () => { upright = await analyse(encodePng(photograph)); });

    for (const degrees of [90, 180, 270] as const) {
      test(`turned by ${degrees} degrees: the same faces, every landmark in its place`, async () => {
        const turn = quarterTurns[degrees];
        const answer = await analyse(encodePng(turned(photograph, turn)));
        assert.equal(answer.data.face_count, upright.data.face_count);
        const found = facesOf(answer.data);
        for (const face of facesOf(upright.data)) {
          const expected = turnedFace(face, turn, upright);
          const actual = nearest(expected, found);
          const unit = pupilDistance(face);
          const pupils = difference(actual.pupils, expected.pupils, unit);
          assert.ok(pupils.worst < pupilTolerance, `a pupil is off by ${pupils.worst} pupil distances`);
          const landmarks = difference(actual.landmarks, expected.landmarks, unit);
          assert.ok(landmarks.mean < meanTolerance, `the landmarks are off by ${landmarks.mean} pupil distances on average`);
          assert.ok(landmarks.worst < worstTolerance, `a landmark is off by ${landmarks.worst} pupil distances`);
          assert.ok(Math.abs(angleBetween(face.roll + degrees, actual.roll)) < angleTolerance, `roll ${actual.roll} after ${face.roll}`);
          assert.ok(Math.abs(actual.yaw - face.yaw) < angleTolerance, `yaw ${actual.yaw} after ${face.yaw}`);
          assert.ok(Math.abs(actual.pitch - face.pitch) < angleTolerance, `pitch ${actual.pitch} after ${face.pitch}`);
        }
      });
    }
  });
}
