import type { Copy } from './copies.js';
import type { Face } from './faces.js';
import type { Figure, Measure } from './figures.js';
import { type Point, centroid, distance } from './geometry.js';
import { chosen, mirroredLandmark } from './landmark_layouts.js';
import { mean } from './statistics.js';

/** The unspoiled face and the one of a copy that was moved; both were found. */
interface Moved {
  readonly before: Face;
  readonly after: Face;
  readonly level: number;
}

function movedOf(copies: readonly Copy[]): Moved[] {
  const before = copies.find(({ level }) => level === 0)?.face;
  if (before === undefined) return [];
  return copies.flatMap(({ level, face }) => (level === 0 || face === undefined ? [] : [{ before, after: face, level }]));
}

/** By how much the roll's change differs from the known turn. Every turned copy is a unit. */
export function rollFigures(measure: Measure, photographs: readonly (readonly Copy[])[]): Figure[] {
  const off = ({ before, after, level }: Moved): number => Math.abs(after.pose.roll - before.pose.roll - level);
  return [measure.figure('roll against a known turn up to 30: error, degrees', photographs.flatMap(movedOf).map(off), mean)];
}

/** How far the landmarks of a mirrored photograph are from the mirrored landmarks. */
export function mirrorFigures(measure: Measure, photographs: readonly (readonly Copy[])[]): Figure[] {
  const off = photographs.flatMap(movedOf).flatMap(({ before, after }) => {
    if (before.landmarks === undefined || after.landmarks === undefined) return [];
    const expected = mirrored(before.landmarks, before.pictureWidth);
    return [mean(after.landmarks.map((point, index) => distance(point, expected[index] ?? point))) / distance(...eyesOf(before.landmarks))];
  });
  return [measure.figure('landmarks off their place in the mirrored photograph, of the distance of the eyes', off, mean)];
}

function mirrored(landmarks: readonly Point[], width: number): Point[] {
  return chosen(landmarks, mirroredLandmark).map(([x, y]) => [width - 1 - x, y]);
}

/** The middles between the corners of each eye. */
function eyesOf(landmarks: readonly Point[]): [Point, Point] {
  return [centroid(chosen(landmarks, [24, 25])), centroid(chosen(landmarks, [40, 41]))];
}
