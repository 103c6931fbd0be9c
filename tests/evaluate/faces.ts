import type { Emotions, Movements } from '../../web/core/core_module.js';
import type { FaceAnalyzerData, FaceAnalyzerResponse, QualityName } from '../../web/response.js';
import { type Box, type Point, area, overlap } from './geometry.js';

/** A face of a response. What was not answered is undefined. */
export interface Face {
  readonly box: Box;
  /** The width of the picture that it was found in, in pixels. */
  readonly pictureWidth: number;
  readonly probability: number;
  readonly pupils: readonly [Point, Point];
  readonly pose: Pose;
  /** The 105 points. */
  readonly landmarks: readonly Point[] | undefined;
  readonly age: number | undefined;
  readonly gender: number | undefined;
  readonly expression: number | undefined;
  readonly glasses: number | undefined;
  readonly hat: number | undefined;
  readonly mask: number | undefined;
  readonly beauty: number | undefined;
  readonly quality: Readonly<Record<QualityName, number | undefined>>;
  readonly embedding: Float32Array | undefined;
  readonly emotions: Emotions | undefined;
  readonly movements: Movements | undefined;
}

/** In degrees. */
export interface Pose {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
}

/** A line of `analyze --ndjson --details`, less what is not measured. */
export interface AnswerLine {
  readonly file: string;
  readonly response: FaceAnalyzerResponse;
  readonly details?: { readonly faces: readonly FaceLine[] };
}

interface FaceLine {
  readonly embedding?: readonly number[];
  readonly emotions?: Emotions | null;
  readonly movements?: Movements;
}

/** The faces of an answer; a refusal is an answer without faces. */
export function facesOf({ response: { error_code: code, data, image_width: width = NaN }, details }: AnswerLine): Face[] {
  if (code !== 0 || data === undefined) return [];
  return Array.from({ length: data.face_count }, (_, index) => ({
    ...faceOf(data, index),
    pictureWidth: width,
    embedding: vectorOf(details?.faces[index]?.embedding ?? []),
    emotions: details?.faces[index]?.emotions ?? undefined,
    movements: details?.faces[index]?.movements,
  }));
}

function faceOf(data: FaceAnalyzerData, index: number): Omit<Face, 'pictureWidth' | 'embedding' | 'emotions' | 'movements'> {
  const [left = NaN, top = NaN, width = NaN, height = NaN] = data.face_rectangles.slice(4 * index);
  const [firstX = NaN, firstY = NaN, , secondX = NaN, secondY = NaN] = data.pupils.slice(6 * index);
  const [yaw = NaN, pitch = NaN, roll = NaN] = data.pose_list.slice(3 * index);
  const landmarks = pointsOf(data.landmarks.slice(2 * data.landmark_count * index, 2 * data.landmark_count * (index + 1)));
  return {
    box: [left, top, width, height],
    probability: data.face_probability_list[index] ?? 0,
    pupils: [[firstX, firstY], [secondX, secondY]],
    pose: { yaw, pitch, roll },
    landmarks: landmarks.length > 0 ? landmarks : undefined,
    age: data.age_list[index],
    gender: data.gender_list[index],
    expression: data.expressions[index],
    glasses: data.glasses[index],
    hat: data.hat_list[index],
    mask: data.masks[index],
    beauty: data.beauty_list[index],
    quality: Object.fromEntries(Object.entries(data.qualities).map(([name, list]) => [name, list[index]])) as Face['quality'],
  };
}

function vectorOf(numbers: readonly number[]): Float32Array | undefined {
  return numbers.length > 0 ? Float32Array.from(numbers) : undefined;
}

function pointsOf(numbers: readonly number[]): Point[] {
  return Array.from({ length: numbers.length / 2 }, (_, index) => [numbers[2 * index] ?? NaN, numbers[2 * index + 1] ?? NaN]);
}

/** The face that a label without a place speaks of. */
export function largest(faces: readonly Face[]): Face | undefined {
  return faces.reduce<Face | undefined>((best, face) => (best === undefined || area(face.box) > area(best.box) ? face : best), undefined);
}

/** Low: a rectangle of a face and a box around labelled points do not mean the same extent. */
const leastOverlap = 0.2;

/** The face that labelled points speak of, given the box around them. */
export function faceAt(box: Box, faces: readonly Face[]): Face | undefined {
  const best = faces.toSorted((one, other) => overlap(other.box, box) - overlap(one.box, box))[0];
  return best !== undefined && overlap(best.box, box) >= leastOverlap ? best : undefined;
}
