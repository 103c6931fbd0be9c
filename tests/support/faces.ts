import assert from 'node:assert/strict';
import type { FaceAnalyzerData } from '../../web/response.js';
import type { Place, Rectangle } from './pictures.js';

/** One face of a response. */
export interface Face {
  readonly rectangle: Rectangle;
  readonly probability: number;
  /** At image-left, at image-right. */
  readonly pupils: readonly [Place, Place];
  readonly pupilRadius: number;
  readonly landmarks: readonly Place[];
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
}

/** The faces that the flat lists of a response describe. */
export function facesOf(data: FaceAnalyzerData): Face[] {
  return Array.from({ length: data.face_count }, (_, face) => {
    const [left = 0, top = 0, width = 0, height = 0] = data.face_rectangles.slice(4 * face);
    const [firstX = 0, firstY = 0, pupilRadius = 0, secondX = 0, secondY = 0] = data.pupils.slice(6 * face);
    const [yaw = 0, pitch = 0, roll = 0] = data.pose_list.slice(3 * face);
    return {
      rectangle: { left, top, width, height },
      probability: data.face_probability_list[face] ?? 0,
      pupils: [{ x: firstX, y: firstY }, { x: secondX, y: secondY }],
      pupilRadius,
      landmarks: placesOf(data.landmarks.slice(2 * data.landmark_count * face, 2 * data.landmark_count * (face + 1))),
      yaw,
      pitch,
      roll,
    };
  });
}

function placesOf(numbers: readonly number[]): Place[] {
  return Array.from({ length: numbers.length / 2 }, (_, index) => ({ x: numbers[2 * index] ?? 0, y: numbers[2 * index + 1] ?? 0 }));
}

export function distance(one: Place, other: Place): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

export function pupilDistance({ pupils: [left, right] }: Face): number {
  return distance(left, right);
}

export function middleOf({ left, top, width, height }: Rectangle): Place {
  return { x: left + (width - 1) / 2, y: top + (height - 1) / 2 };
}

/** The one of some faces whose pupils are nearest to those of another face. */
export function nearest(face: Face, among: readonly Face[]): Face {
  const middle = ({ pupils: [left, right] }: Face): Place => ({ x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 });
  const [first] = among.toSorted((one, other) => distance(middle(one), middle(face)) - distance(middle(other), middle(face)));
  assert.ok(first, 'there is no face');
  return first;
}

/** By how much the places of one face differ from another's, in pupil distances: on average, and the worst. */
export function difference(actual: readonly Place[], expected: readonly Place[], unit: number): { readonly mean: number; readonly worst: number } {
  assert.equal(actual.length, expected.length);
  const distances = actual.map((place, index) => distance(place, expected[index] ?? { x: Number.NaN, y: Number.NaN }) / unit);
  return { mean: distances.reduce((sum, value) => sum + value, 0) / distances.length, worst: Math.max(...distances) };
}

/** Degrees from one angle to another, -180 to 180. */
export function angleBetween(from: number, to: number): number {
  return ((((to - from + 180) % 360) + 360) % 360) - 180;
}

/** Asserts that two responses show the same faces: so many, each with its rectangle within some pixels. Their order may differ. */
export function assertSameFaces(actual: FaceAnalyzerData, expected: FaceAnalyzerData, pixels: number): void {
  assert.equal(actual.face_count, expected.face_count, 'the number of faces');
  const found = facesOf(actual);
  for (const face of facesOf(expected)) assertAmong(found, face, pixels);
}

/** One of the faces has the same rectangle, to so many pixels. */
export function assertAmong(found: readonly Face[], face: Face, pixels: number): void {
  const { rectangle } = nearest(face, found);
  for (const side of ['left', 'top', 'width', 'height'] as const) {
    const off = Math.abs(rectangle[side] - face.rectangle[side]);
    assert.ok(off <= pixels, `${side} of ${JSON.stringify(rectangle)} is ${off} px from ${JSON.stringify(face.rectangle)}`);
  }
}
