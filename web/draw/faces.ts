/** A response's flat lists as faces. */
import { FaceAnalyzerError } from '../errors.js';
import type { FaceDetails } from '../interface.js';
import type { FaceAnalyzerData, FaceAnalyzerResponse, QualityName } from '../response.js';
import { groupOf, type LandmarkGroup } from './landmarks.js';

/** Pixels from the centre of the picture's first one, as everywhere in the response. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Landmark extends Place {
  readonly group: LandmarkGroup;
}

export interface Pupil extends Place {
  readonly radius: number;
}

/** Degrees: yaw is positive with the nose towards image-right, pitch looking up, roll clockwise on screen. */
export interface Pose {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
}

/** The words of the response's numbers, 0 first. */
const words = {
  gender: ['female', 'male'],
  expression: ['neutral', 'smile'],
  glasses: ['none', 'glasses', 'sunglasses'],
  hat: ['none', 'hat'],
  mask: ['none', 'mask', 'mask worn wrongly'],
} as const;

export type Gender = (typeof words.gender)[number];
export type Expression = (typeof words.expression)[number];
export type Glasses = (typeof words.glasses)[number];
export type Hat = (typeof words.hat)[number];
export type Mask = (typeof words.mask)[number];

/** What a response says of one face. What is switched off is null, or an empty list. */
export interface Face {
  readonly rectangle: Rectangle;
  /** 0 to 1: how sure it is that this is a face. */
  readonly probability: number | null;
  /** That at image-left, then that at image-right. */
  readonly pupils: readonly Pupil[];
  readonly pose: Pose | null;
  /** 105 in the response's order; `landmarkLines` says which lie on a line. */
  readonly landmarks: readonly Landmark[];
  /** Years. */
  readonly age: number | null;
  readonly gender: Gender | null;
  readonly expression: Expression | null;
  readonly glasses: Glasses | null;
  readonly hat: Hat | null;
  readonly mask: Mask | null;
  /** 0 to 100. */
  readonly beauty: number | null;
  /** 0 to 100 each. */
  readonly qualities: Readonly<Partial<Record<QualityName, number>>>;
  /** 478 x, y, z in pixels; null where `inspect` did not give it. */
  readonly mesh: Float32Array | null;
}

/** What `analyze` gives, here or from the remote API, or what `inspect` gives. */
export type Answer = FaceAnalyzerResponse | { readonly response: FaceAnalyzerResponse; readonly faces: readonly Pick<FaceDetails, 'mesh'>[] };

/**
 * The faces of a response, in its order; none where it is a refusal.
 * @throws FaceAnalyzerError 'invalid-argument' where it is no response
 */
export function facesOf(answer: Answer): Face[] {
  if (typeof answer !== 'object' || answer === null) throw new FaceAnalyzerError('invalid-argument', "Faces are those of a response of 'analyze', or of what 'inspect' gives.");
  const { response, faces } = 'response' in answer ? answer : { response: answer, faces: [] };
  const { data } = response;
  return data === undefined ? [] : Array.from({ length: data.face_count }, (_, index) => faceAt(data, index, faces[index]?.mesh ?? null));
}

function faceAt(data: FaceAnalyzerData, index: number, mesh: Float32Array | null): Face {
  const [left = 0, top = 0, width = 0, height = 0] = part(data.face_rectangles, index, 4);
  const [yaw, pitch = 0, roll = 0] = part(data.pose_list, index, 3);
  const scores = Object.entries(data.qualities).flatMap(([name, { [index]: score }]: [string, readonly number[]]) => (score === undefined ? [] : [[name, score]]));
  return {
    rectangle: { left, top, width, height },
    probability: data.face_probability_list[index] ?? null,
    pupils: split(part(data.pupils, index, 6), 3).map(([x = 0, y = 0, radius = 0]) => ({ x, y, radius })),
    pose: yaw === undefined ? null : { yaw, pitch, roll },
    landmarks: split(part(data.landmarks, index, 2 * data.landmark_count), 2).map(([x = 0, y = 0], landmark) => ({ x, y, group: groupOf(landmark) })),
    age: data.age_list[index] ?? null,
    gender: word('gender', data.gender_list[index]),
    expression: word('expression', data.expressions[index]),
    glasses: word('glasses', data.glasses[index]),
    hat: word('hat', data.hat_list[index]),
    mask: word('mask', data.masks[index]),
    beauty: data.beauty_list[index] ?? null,
    qualities: Object.fromEntries(scores) as Face['qualities'],
    mesh,
  };
}

const word = <Name extends keyof typeof words>(name: Name, value = -1): (typeof words)[Name][number] | null => words[name][value] ?? null;

const part = (list: readonly number[], index: number, length: number): readonly number[] => list.slice(index * length, (index + 1) * length);

const split = (list: readonly number[], length: number): (readonly number[])[] => Array.from({ length: list.length / length }, (_, index) => part(list, index, length));
