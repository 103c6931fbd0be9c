/** A response's flat lists as faces. */
import type { FaceAnalyzerData, QualityName } from 'local-face-analyzer';

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Face {
  readonly box: Box;
  /** 0 to 1. */
  readonly probability: number;
  readonly pupils: readonly (Place & { readonly radius: number })[];
  /** Degrees. */
  readonly pose: { readonly yaw: number; readonly pitch: number; readonly roll: number };
  /** 105 of them, or none. */
  readonly landmarks: readonly Place[];
  readonly age: number | undefined;
  readonly gender: number | undefined;
  readonly expression: number | undefined;
  readonly glasses: number | undefined;
  readonly hat: number | undefined;
  readonly mask: number | undefined;
  readonly beauty: number | undefined;
  readonly qualities: Readonly<Record<QualityName, number | undefined>>;
}

export function facesOf(data: FaceAnalyzerData): Face[] {
  return Array.from({ length: data.face_count }, (_, index) => faceAt(data, index));
}

function faceAt(data: FaceAnalyzerData, index: number): Face {
  const [left = 0, top = 0, width = 0, height = 0] = part(data.face_rectangles, index, 4);
  const [yaw = 0, pitch = 0, roll = 0] = part(data.pose_list, index, 3);
  const qualities = Object.entries(data.qualities).map(([name, scores]: [string, readonly number[]]) => [name, scores[index]]);
  return {
    box: { left, top, width, height },
    probability: data.face_probability_list[index] ?? 0,
    pupils: groupsOf(part(data.pupils, index, 6), 3).map(([x = 0, y = 0, radius = 0]) => ({ x, y, radius })),
    pose: { yaw, pitch, roll },
    landmarks: groupsOf(part(data.landmarks, index, data.landmark_count * 2), 2).map(([x = 0, y = 0]) => ({ x, y })),
    age: data.age_list[index],
    gender: data.gender_list[index],
    expression: data.expressions[index],
    glasses: data.glasses[index],
    hat: data.hat_list[index],
    mask: data.masks[index],
    beauty: data.beauty_list[index],
    qualities: Object.fromEntries(qualities) as Face['qualities'],
  };
}

const part = (list: readonly number[], index: number, length: number): readonly number[] => list.slice(index * length, (index + 1) * length);

function groupsOf(list: readonly number[], length: number): (readonly number[])[] {
  return Array.from({ length: Math.floor(list.length / length) }, (_, index) => part(list, index, length));
}
