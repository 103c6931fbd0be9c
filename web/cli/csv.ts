// Quotes as RFC 4180 says; without dependencies.
import { stringify } from 'csv-stringify/sync';
import type { FaceAnalyzerData, QualityName } from 'local-face-analyzer';
import type { Answer } from './answers.js';
import type { Format } from './formats.js';

/** A face's columns, and where the response has their values; empty for what was not measured. */
const faceColumns: Readonly<Record<string, (data: FaceAnalyzerData, face: number) => number | undefined>> = {
  face: (_, face) => face,
  left: ({ face_rectangles: values }, face) => values[4 * face],
  top: ({ face_rectangles: values }, face) => values[4 * face + 1],
  width: ({ face_rectangles: values }, face) => values[4 * face + 2],
  height: ({ face_rectangles: values }, face) => values[4 * face + 3],
  probability: ({ face_probability_list: values }, face) => values[face],
  age: ({ age_list: values }, face) => values[face],
  gender: ({ gender_list: values }, face) => values[face],
  expression: ({ expressions: values }, face) => values[face],
  glasses: ({ glasses: values }, face) => values[face],
  mask: ({ masks: values }, face) => values[face],
  hat: ({ hat_list: values }, face) => values[face],
  beauty: ({ beauty_list: values }, face) => values[face],
  yaw: ({ pose_list: values }, face) => values[3 * face],
  pitch: ({ pose_list: values }, face) => values[3 * face + 1],
  roll: ({ pose_list: values }, face) => values[3 * face + 2],
  quality_score: quality('score_list'),
  quality_noise: quality('noise_list'),
  quality_blur: quality('blur_list'),
  quality_fnf: quality('fnf_list'),
  quality_glass: quality('glass_list'),
  quality_mask: quality('mask_list'),
  quality_illu: quality('illu_list'),
  quality_pose: quality('pose_list'),
};

/** One line a face; a photograph without any has one line with its error. */
export const csv: Format = {
  heading: linesOf([['file', 'error_code_str', 'error_msg', ...Object.keys(faceColumns)]]),
  textOf: (answer) => linesOf(rowsOf(answer)),
};

type Cell = string | number | undefined;

function rowsOf({ photograph: { name }, inspection: { response: { error_code_str, error_msg, data } } }: Answer): Cell[][] {
  const values = Object.values(faceColumns);
  const photograph = [name, error_code_str, error_msg];
  if (data === undefined || data.face_count === 0) return [[...photograph, ...values.map(() => undefined)]];
  return Array.from({ length: data.face_count }, (_, face) => [...photograph, ...values.map((valueOf) => valueOf(data, face))]);
}

function quality(name: QualityName) {
  return ({ qualities }: FaceAnalyzerData, face: number): number | undefined => qualities[name][face];
}

function linesOf(rows: readonly (readonly Cell[])[]): string {
  return stringify(rows.map((row) => [...row]), { quoted_match: /[\r\n]/ }); // of these it knows by itself only the one that ends its lines
}
