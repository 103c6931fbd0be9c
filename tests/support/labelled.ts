import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Emotions } from '../../web/core/core_module.js';
import type { QualityName } from '../../web/response.js';
import type { AnswerLine } from '../evaluate/faces.js';
import type { Box, Point } from '../evaluate/geometry.js';

// Labelled photographs and answers to them, made by hand for the tests of the evaluation.

/** What a made-up face is answered with; what is left out gets a value of no importance. */
export interface MadeFace {
  readonly box?: Box;
  readonly probability?: number;
  readonly pupils?: readonly [Point, Point];
  readonly pose?: readonly [yaw: number, pitch: number, roll: number];
  readonly landmarks?: readonly Point[];
  readonly age?: number;
  readonly gender?: number;
  readonly expression?: number;
  readonly glasses?: number;
  readonly hat?: number;
  readonly mask?: number;
  readonly beauty?: number;
  /** Every quality score. */
  readonly quality?: number;
  readonly embedding?: readonly number[];
  /** The one of the seven that is sure. */
  readonly emotion?: keyof Emotions;
  readonly eyesOpen?: readonly [number, number];
  readonly mouthOpen?: number;
}

export const pictureWidth = 200; // pixels, of every made-up picture

const qualityNames = ['score_list', 'noise_list', 'blur_list', 'fnf_list', 'glass_list', 'mask_list', 'illu_list', 'pose_list'] as const;

/** The answer to a photograph with such faces; to one without a face it is a refusal. */
export function answerWith(file: string, ...faces: readonly MadeFace[]): AnswerLine {
  if (faces.length === 0) return refusalOf(file, 422);
  const list = (valueOf: (face: MadeFace) => number | readonly number[]): number[] => faces.flatMap(valueOf);
  const qualities = Object.fromEntries(qualityNames.map((name) => [name, list(({ quality = 50 }) => quality)]));
  return {
    file,
    response: {
      ...envelope(0),
      image_width: pictureWidth,
      image_height: pictureWidth,
      data: {
        face_count: faces.length,
        face_rectangles: list(({ box = [50, 50, 100, 100] }) => box),
        face_probability_list: list(({ probability = 1 }) => probability),
        pupils: list(({ pupils: [[x, y], [otherX, otherY]] = [[80, 100], [120, 100]] }) => [x, y, 3.5, otherX, otherY, 3.5]),
        pose_list: list(({ pose = [0, 0, 0] }) => pose),
        landmark_count: 105,
        landmarks: list(({ landmarks = someLandmarks }) => landmarks.flat()),
        dense_feature_length: 1024,
        age_list: list(({ age = 30 }) => age),
        gender_list: list(({ gender = 0 }) => gender),
        expressions: list(({ expression = 0 }) => expression),
        beauty_list: list(({ beauty = 50 }) => beauty),
        hat_list: list(({ hat = 0 }) => hat),
        glasses: list(({ glasses = 0 }) => glasses),
        masks: list(({ mask = 0 }) => mask),
        qualities: qualities as Record<QualityName, number[]>,
      },
    },
    details: { faces: faces.map(detailsOf) },
  };
}

function detailsOf({ embedding = [1, 0], emotion = 'neutral', eyesOpen = [0.3, 0.3], mouthOpen = 0 }: MadeFace) {
  return { embedding, emotions: { ...noEmotion, [emotion]: 1 }, movements: { eyesOpen, mouthOpen, gaze: { yaw: 0, pitch: 0 } } };
}

const noEmotion: Emotions = { angry: 0, disgusted: 0, fearful: 0, happy: 0, neutral: 0, sad: 0, surprised: 0 };

export const someLandmarks = Array.from({ length: 105 }, (_, index): Point => [60 + ((index * 37) % 80), 60 + ((index * 53) % 80)]);

export function refusalOf(file: string, status: number): AnswerLine {
  return { file, response: envelope(status), details: { faces: [] } };
}

function envelope(status: number): AnswerLine['response'] {
  const code = status === 0 ? '' : `REFUSAL_${status}`;
  return {
    request_id: '', log_id: '', error_code: status, error_code_str: code, error_msg: '',
    error_detail: { status_code: status || 200, code, code_message: '', message: '' },
  };
}

/** Writes a table of labels: a line of the columns' names, then the rows. */
export function writeTable(directory: string, table: string, columns: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  mkdirSync(path.join(directory, path.dirname(table)), { recursive: true });
  writeFileSync(path.join(directory, table), [columns, ...rows].map((cells) => `${cells.join(',')}\n`).join(''));
}

export function writeAnswers(file: string, answers: readonly AnswerLine[]): void {
  writeFileSync(file, answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
}
