import { type AnalyzeOptions, attributeNames, type AttributeName } from '../interface.js';
import type { FaceAnalyzerData, QualityName } from '../response.js';

export type Json = Readonly<Record<string, unknown>>;

/** An answer that is not what the contract says; the message goes on from 'the answer'. */
export class WrongShape extends Error {}

/**
 * A checked copy of the data, of the faces and attributes that were asked for: the API itself always answers everything.
 * @throws WrongShape
 */
export function dataOf(value: unknown, { maxFaces = Infinity, attributes = attributeNames }: AnalyzeOptions): FaceAnalyzerData {
  const data = objectOf('data', value);
  const qualities = objectOf('data.qualities', data['qualities']);
  const found = count(data, 'face_count');
  const landmarks = count(data, 'landmark_count');
  const kept = Math.min(found, maxFaces);
  const wants = (attribute: AttributeName): boolean => attributes.includes(attribute);
  const list = (name: string, perFace: number, attribute?: AttributeName): number[] =>
    listOf(data, name, perFace * found).slice(0, attribute === undefined || wants(attribute) ? perFace * kept : 0);
  const scores = (name: QualityName): number[] => listOf(qualities, name, found).slice(0, wants('quality') ? kept : 0);
  return {
    beauty_list: list('beauty_list', 1, 'beauty'),
    face_rectangles: list('face_rectangles', 4),
    qualities: {
      score_list: scores('score_list'),
      noise_list: scores('noise_list'),
      blur_list: scores('blur_list'),
      fnf_list: scores('fnf_list'),
      glass_list: scores('glass_list'),
      mask_list: scores('mask_list'),
      illu_list: scores('illu_list'),
      pose_list: scores('pose_list'),
    },
    dense_feature_length: wants('feature') ? count(data, 'dense_feature_length') : 0,
    pupils: list('pupils', 6),
    gender_list: list('gender_list', 1, 'gender'),
    pose_list: list('pose_list', 3),
    masks: list('masks', 1, 'mask'),
    face_probability_list: list('face_probability_list', 1),
    hat_list: list('hat_list', 1, 'hat'),
    landmark_count: wants('landmarks') ? landmarks : 0,
    age_list: list('age_list', 1, 'age'),
    glasses: list('glasses', 1, 'glasses'),
    landmarks: list('landmarks', 2 * landmarks, 'landmarks'),
    expressions: list('expressions', 1, 'expression'),
    face_count: kept,
  };
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectOf(name: string, value: unknown): Json {
  if (!isObject(value)) throw new WrongShape(`has no ${name}`);
  return value;
}

function count(data: Json, name: string): number {
  const value = data[name];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw new WrongShape(`has no whole number as data.${name}`);
  return value;
}

/** A list over all faces, or the empty one of an attribute that is switched off. */
function listOf(data: Json, name: string, length: number): number[] {
  const value = data[name];
  const right = Array.isArray(value) && (value.length === length || value.length === 0) && value.every((item) => typeof item === 'number');
  if (!right) throw new WrongShape(`has no list of ${length} numbers as ${name}`);
  return value as number[];
}
