import assert from 'node:assert/strict';
import { test } from 'node:test';
import { facesOf, labelOf, landmarkLines, poseAxes, type Face, type LandmarkGroup, type Place } from '../../web/draw.js';
import type { FaceAnalyzerData, FaceAnalyzerResponse } from '../../web/response.js';
import { fullAnswer, oneFace, publishedRefusal, twoFaces } from '../support/envelopes.js';

const responseOf = (data: FaceAnalyzerData): FaceAnalyzerResponse => ({ ...fullAnswer(), data });

function faceOf(changes: Partial<FaceAnalyzerData> = {}): Face {
  const [face] = facesOf(responseOf({ ...oneFace, ...changes }));
  assert.ok(face);
  return face;
}

test('the published response: one face, with its numbers in their places and its attributes in words', () => {
  const { landmarks, ...face } = faceOf();
  assert.deepEqual(face, {
    rectangle: { left: 189, top: 152, width: 307, height: 412 },
    probability: 0.98,
    pupils: [{ x: 271.97, y: 323.93, radius: 11.85 }, { x: 411.95, y: 313.45, radius: 11.85 }],
    pose: { yaw: 0.84, pitch: -2.23, roll: -3.3 },
    age: 39, gender: 'male', expression: 'smile', glasses: 'none', hat: 'none', mask: 'none', beauty: 52,
    qualities: { score_list: 96.41, noise_list: 98.3, blur_list: 99.82, fnf_list: 100, glass_list: 100, mask_list: 86.71, illu_list: 99.96, pose_list: 95.15 },
    mesh: null,
  });
  assert.deepEqual(landmarks.flatMap(({ x, y }) => [x, y]), oneFace.landmarks);
});

test('every number that the response has a word for', () => {
  const words = (name: 'gender' | 'expression' | 'glasses' | 'hat' | 'mask', list: keyof FaceAnalyzerData): unknown[] =>
    [0, 1, 2, 3].map((value) => faceOf({ [list]: [value] })[name]);
  assert.deepEqual(words('gender', 'gender_list'), ['female', 'male', null, null]);
  assert.deepEqual(words('expression', 'expressions'), ['neutral', 'smile', null, null]);
  assert.deepEqual(words('glasses', 'glasses'), ['none', 'glasses', 'sunglasses', null]);
  assert.deepEqual(words('hat', 'hat_list'), ['none', 'hat', null, null]);
  assert.deepEqual(words('mask', 'masks'), ['none', 'mask', 'mask worn wrongly', null]);
});

test('of two faces each has its own part of every list', () => {
  const second = { x: 1000, y: 2000 };
  const data = { ...twoFaces, landmarks: [...oneFace.landmarks, ...oneFace.landmarks.map((value, index) => value + (index % 2 === 0 ? second.x : second.y))], age_list: [39, 12] };
  const [one, other] = facesOf(responseOf(data));
  assert.deepEqual([one?.age, other?.age], [39, 12]);
  assert.deepEqual(other?.rectangle, one?.rectangle);
  assert.deepEqual(other?.landmarks, one?.landmarks.map(({ x, y, group }) => ({ x: x + second.x, y: y + second.y, group })));
});

test('what is switched off is null, or an empty list', () => {
  const empty = { score_list: [], noise_list: [], blur_list: [], fnf_list: [], glass_list: [], mask_list: [], illu_list: [], pose_list: [] };
  const { landmarks, age, gender, expression, glasses, hat, mask, beauty, qualities } = faceOf({
    landmark_count: 0, landmarks: [], age_list: [], gender_list: [], expressions: [], glasses: [], hat_list: [], masks: [], beauty_list: [], qualities: empty,
  });
  assert.deepEqual([landmarks, qualities], [[], {}]);
  assert.deepEqual([age, gender, expression, glasses, hat, mask, beauty], Array(7).fill(null));
});

test('what inspect gives has the meshes too', () => {
  const meshes = [new Float32Array(478 * 3).fill(1), new Float32Array(478 * 3).fill(2)];
  const faces = facesOf({ response: responseOf(twoFaces), faces: meshes.map((mesh) => ({ mesh })) });
  assert.deepEqual(faces.map(({ mesh }) => mesh), meshes);
});

test('a refusal has no faces, nor has a response that counts none', () => {
  assert.deepEqual(facesOf(publishedRefusal), []);
  assert.deepEqual(facesOf({ response: publishedRefusal, faces: [] }), []);
  assert.deepEqual(facesOf(responseOf({ ...oneFace, face_count: 0 })), []);
});

test('what is no response is wrong use', () => {
  for (const nothing of [null, undefined, 'photo.jpg', 5]) {
    assert.throws(() => facesOf(nothing as unknown as FaceAnalyzerResponse), { name: 'FaceAnalyzerError', code: 'invalid-argument' });
  }
});

test('the landmarks: 24 of the eyebrows, 32 of the eyes, 6 of the nose, 34 of the mouth, 9 of the contour, and all but the nose’s on lines of their group', () => {
  const groups = faceOf().landmarks.map(({ group }) => group);
  const sizes: Readonly<Record<LandmarkGroup, number>> = { eyebrows: 24, eyes: 32, nose: 6, mouth: 34, contour: 9 };
  for (const [group, size] of Object.entries(sizes)) assert.equal(groups.filter((name) => name === group).length, size, group);
  for (const { name, group, points } of landmarkLines) for (const point of points) assert.equal(groups[point], group, `${point} of ${name}`);
  const lined = new Set(landmarkLines.flatMap(({ points }) => points));
  assert.deepEqual(groups.flatMap((group, index) => (lined.has(index) ? [] : [group])), Array(6).fill('nose'));
});

test('a line runs from image-left to image-right', () => {
  const { landmarks } = faceOf();
  for (const { name, points } of landmarkLines) {
    const places = points.map((point) => landmarks[point]?.x ?? Number.NaN);
    assert.ok((places[0] ?? 0) < (places.at(-1) ?? 0), name);
    if (name !== 'contour') assert.deepEqual(places, places.toSorted((a, b) => a - b), name);
  }
});

test('the axes of a head: right, up and towards the viewer; yaw turns the nose to image-right, pitch lifts it, roll turns clockwise on screen', () => {
  const near = ({ x, y }: Place, [expectedX, expectedY]: readonly [number, number], what: string): void =>
    assert.ok(Math.hypot(x - expectedX, y - expectedY) < 1e-9, `${what}: ${x}, ${y}, not ${expectedX}, ${expectedY}`);
  const [half, root] = [0.5, Math.sqrt(0.75)];
  const cases = [
    { yaw: 0, pitch: 0, roll: 0, right: [1, 0], up: [0, -1], forward: [0, 0] },
    { yaw: 30, pitch: 0, roll: 0, right: [root, 0], up: [0, -1], forward: [half, 0] },
    { yaw: -90, pitch: 0, roll: 0, right: [0, 0], up: [0, -1], forward: [-1, 0] },
    { yaw: 0, pitch: 30, roll: 0, right: [1, 0], up: [0, -root], forward: [0, -half] },
    { yaw: 0, pitch: 0, roll: 30, right: [root, half], up: [half, -root], forward: [0, 0] },
    { yaw: 90, pitch: 30, roll: 0, right: [0, 0], up: [-half, -root], forward: [root, -half] },
    { yaw: 30, pitch: 0, roll: 90, right: [0, root], up: [1, 0], forward: [0, half] },
  ] as const;
  for (const { right, up, forward, ...pose } of cases) {
    const axes = poseAxes(pose);
    near(axes.right, right, `right of ${JSON.stringify(pose)}`);
    near(axes.up, up, `up of ${JSON.stringify(pose)}`);
    near(axes.forward, forward, `forward of ${JSON.stringify(pose)}`);
  }
});

test('a label: who, then what is worn and the beauty; nothing of what is not there', () => {
  assert.equal(labelOf(faceOf()), 'male 39, smile\nbeauty 52');
  assert.equal(labelOf(faceOf({ glasses: [2], hat_list: [1], masks: [2] })), 'male 39, smile\nsunglasses, hat, mask worn wrongly, beauty 52');
  assert.equal(labelOf(faceOf({ beauty_list: [], expressions: [], gender_list: [] })), '39');
  assert.equal(labelOf(faceOf({ beauty_list: [], age_list: [], expressions: [], gender_list: [], glasses: [], masks: [], hat_list: [] })), '');
  assert.equal(labelOf(faceOf({ age_list: [0], gender_list: [0], beauty_list: [0] })), 'female 0, smile\nbeauty 0');
});
