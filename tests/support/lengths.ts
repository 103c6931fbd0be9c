import assert from 'node:assert/strict';
import type { FaceAnalyzerData } from '../../web/response.js';

/** The lists that have a place for every face in every response. */
const numbersPerFace = { face_rectangles: 4, face_probability_list: 1, pupils: 6, pose_list: 3 } as const;

/** The lists that are empty while their attribute is switched off. */
const switchable = ['age_list', 'gender_list', 'expressions'] as const;

/** The lists of what is not measured yet: documented as empty in every response. */
export const unmeasured = ['glasses', 'hat_list', 'masks', 'beauty_list'] as const;

/** The quality scores that are not measured yet. */
const unmeasuredQualities = ['score_list', 'glass_list', 'mask_list'] as const;

/**
 * Asserts what a schema cannot say of a response's data: how long the lists are, which is by the number of faces, and what
 * holds for a list's places in turn.
 */
export function assertLengths(data: FaceAnalyzerData): void {
  const faces = data.face_count;
  for (const [list, count] of Object.entries(numbersPerFace)) {
    assert.equal(data[list as keyof typeof numbersPerFace].length, count * faces, list);
  }
  assert.equal(data.landmarks.length, 2 * data.landmark_count * faces, 'landmarks');
  for (const list of [...switchable, ...unmeasured]) assertOneAFaceOrNone(list, data[list], faces);
  for (const [list, scores] of Object.entries(data.qualities)) assertOneAFaceOrNone(`qualities.${list}`, scores, faces);
  assertPlaces(data);
}

/** Asserts that the lists of what is not measured yet are empty. */
export function assertUnmeasuredEmpty(data: FaceAnalyzerData): void {
  for (const list of unmeasured) assert.deepEqual(data[list], [], list);
  for (const list of unmeasuredQualities) assert.deepEqual(data.qualities[list], [], `qualities.${list}`);
}

function assertOneAFaceOrNone(list: string, values: readonly number[], faces: number): void {
  assert.ok(values.length === faces || values.length === 0, `${list} has ${values.length} values for ${faces} faces`);
}

function assertPlaces({ face_rectangles, pupils, pose_list, landmarks, face_probability_list, qualities }: FaceAnalyzerData): void {
  face_rectangles.forEach((value, index) => assert.ok(index % 4 < 2 || value > 0, `a rectangle measures ${value}`));
  pupils.forEach((value, index) => assert.ok(index % 3 < 2 || value > 0, `a pupil's radius is ${value}`));
  pose_list.forEach((angle, index) => assert.ok(Math.abs(angle) <= (index % 3 < 2 ? 90 : 180), `an angle is ${angle}`));
  for (const value of [...pupils, ...pose_list, ...landmarks, ...face_probability_list, ...Object.values(qualities).flat()]) {
    assert.equal(value, Number(value.toFixed(2)), 'more than two decimals');
  }
}
