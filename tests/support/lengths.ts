import assert from 'node:assert/strict';
import { type AttributeName, attributeNames } from '../../web/interface.js';
import type { FaceAnalyzerData } from '../../web/response.js';

/** The lists that have a place for every face in every response. */
const numbersPerFace = { face_rectangles: 4, face_probability_list: 1, pupils: 6, pose_list: 3 } as const;

/** The lists with a number a face that are empty while their attribute is switched off. */
const switchable = {
  age: 'age_list', gender: 'gender_list', expression: 'expressions', glasses: 'glasses', hat: 'hat_list', mask: 'masks', beauty: 'beauty_list',
} as const;

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
  for (const list of Object.values(switchable)) assertOneAFaceOrNone(list, data[list], faces);
  for (const [list, scores] of Object.entries(data.qualities)) assertOneAFaceOrNone(`qualities.${list}`, scores, faces);
  assertPlaces(data);
}

/** Asserts that the attributes that were asked for, and no others, are answered for every face. */
export function assertMeasured(data: FaceAnalyzerData, attributes: readonly AttributeName[] = attributeNames): void {
  const countOf = (attribute: AttributeName): number => (attributes.includes(attribute) ? data.face_count : 0);
  for (const [attribute, list] of Object.entries(switchable)) assert.equal(data[list].length, countOf(attribute as AttributeName), list);
  for (const [list, scores] of Object.entries(data.qualities)) assert.equal(scores.length, countOf('quality'), `qualities.${list}`);
  assert.equal(data.landmark_count, attributes.includes('landmarks') ? 105 : 0);
  assert.equal(data.dense_feature_length, attributes.includes('feature') ? 1024 : 0);
}

function assertOneAFaceOrNone(list: string, values: readonly number[], faces: number): void {
  assert.ok(values.length === faces || values.length === 0, `${list} has ${values.length} values for ${faces} faces`);
}

function assertPlaces({ face_rectangles, pupils, pose_list, landmarks, face_probability_list, beauty_list, qualities }: FaceAnalyzerData): void {
  face_rectangles.forEach((value, index) => assert.ok(index % 4 < 2 || value > 0, `a rectangle measures ${value}`));
  pupils.forEach((value, index) => assert.ok(index % 3 < 2 || value > 0, `a pupil's radius is ${value}`));
  pose_list.forEach((angle, index) => assert.ok(Math.abs(angle) <= (index % 3 < 2 ? 90 : 180), `an angle is ${angle}`));
  for (const value of [...pupils, ...pose_list, ...landmarks, ...face_probability_list, ...beauty_list, ...Object.values(qualities).flat()]) {
    assert.equal(value, Number(value.toFixed(2)), 'more than two decimals');
  }
}
