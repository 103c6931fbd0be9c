import { type Point, centroid, middleOf } from './geometry.js';

/** How a labelled layout shows a place: as the mean of some points, or as the middle by length of the polyline through them. */
type Place = { readonly mean: readonly number[] } | { readonly middle: readonly number[] };

/** A numbering of labelled points. */
export interface Layout {
  readonly points: number;
  /** The outline of the face, from ear to ear. */
  readonly contour: readonly number[];
  /** What the centre of each eye is the mean of, image-left first. */
  readonly eyes: readonly [readonly number[], readonly number[]];
  /** The response's landmarks that the layout shows too, by their index. */
  readonly places: ReadonlyMap<number, Place>;
}

const mean = (...points: readonly number[]): Place => ({ mean: points });
const middle = (...points: readonly number[]): Place => ({ middle: points });

// Wings and bridge of the nose are left out: each layout means other places by them. So are the contour's points but the chin: they are
// spread along the outline differently, so the outline is compared as a line.

/** SCUT-FBP5500's 86 points: no nose tip, no inner lips. Labelled pupils are 58 and 59. */
export const scut86: Layout = {
  points: 86,
  contour: range(4, 18),
  eyes: [[58], [59]],
  places: new Map([
    // Brows: both ends, then the middles of the upper and the lower edge.
    [0, mean(26, 27)], [1, mean(22, 31)], [2, middle(26, 25, 24, 23, 22)], [3, middle(27, 28, 29, 30, 31)],
    [12, mean(36, 37)], [13, mean(32, 41)], [14, middle(36, 35, 34, 33, 32)], [15, middle(37, 38, 39, 40, 41)],
    // Eyes: both corners, then the middles of the lids.
    [24, mean(46)], [25, mean(42)], [29, middle(46, 45, 44, 43, 42)], [36, middle(46, 47, 48, 49, 42)],
    [40, mean(54)], [41, mean(50)], [45, middle(54, 53, 52, 51, 50)], [52, middle(54, 55, 56, 57, 50)],
    // Nose base; mouth corners and the middles of the outer lips; chin.
    [59, mean(66)],
    [62, mean(79)], [63, mean(73)], [66, middle(79, 78, 77, 76, 75, 74, 73)], [75, middle(79, 80, 81, 82, 83, 84, 85, 73)],
    [98, mean(11)],
  ]),
};

/** The 68 points of iBUG: one line a brow. */
export const ibug68: Layout = {
  points: 68,
  contour: range(0, 16),
  eyes: [range(36, 41), range(42, 47)],
  places: new Map([
    [0, mean(17)], [1, mean(21)], [12, mean(22)], [13, mean(26)],
    [24, mean(36)], [25, mean(39)], [29, middle(36, 37, 38, 39)], [36, middle(36, 41, 40, 39)],
    [40, mean(42)], [41, mean(45)], [45, middle(42, 43, 44, 45)], [52, middle(42, 47, 46, 45)],
    [57, mean(30)], [59, mean(33)],
    [62, mean(48)], [63, mean(54)], [66, middle(48, 49, 50, 51, 52, 53, 54)], [75, middle(48, 59, 58, 57, 56, 55, 54)],
    // The inner lips: corners and middles.
    [64, mean(60)], [65, mean(64)], [82, middle(60, 61, 62, 63, 64)], [83, middle(60, 67, 66, 65, 64)],
    [98, mean(8)],
  ]),
};

/** The outline of the face among the response's landmarks. */
export const contourLandmarks = range(96, 104);

export function placeOf(place: Place, points: readonly Point[]): Point {
  return 'mean' in place ? centroid(chosen(points, place.mean)) : middleOf(chosen(points, place.middle));
}

export function chosen(points: readonly Point[], indices: readonly number[]): Point[] {
  return indices.map((index) => points[index] ?? [NaN, NaN]);
}

/** The edges of the face in the contract's drawing order, from image-left to image-right; next to each the one that a mirror makes of it. */
const mirroredEdges = [
  [[0, 4, 5, 2, 6, 7, 1], [12, 16, 17, 14, 18, 19, 13]], // brows, upper and lower edge
  [[0, 8, 9, 3, 10, 11, 1], [12, 20, 21, 15, 22, 23, 13]],
  [[24, 26, 27, 28, 29, 30, 31, 32, 25], [40, 42, 43, 44, 45, 46, 47, 48, 41]], // eyes, upper and lower lid
  [[24, 33, 34, 35, 36, 37, 38, 39, 25], [40, 49, 50, 51, 52, 53, 54, 55, 41]],
  ...[
    [60, 61], // wings of the nose
    [62, 71, 69, 72, 67, 66, 68, 73, 70, 74, 63], [62, 78, 76, 79, 75, 80, 77, 81, 63], // outer lips
    [64, 88, 84, 90, 82, 92, 86, 94, 65], [64, 89, 85, 91, 83, 93, 87, 95, 65], // inner lips
    [96, 101, 99, 103, 98, 104, 100, 102, 97], // contour
  ].map((edge) => [edge, edge] as const),
] as const;

/** For each of the 105 landmarks the index that its place has in the mirrored photograph. */
export const mirroredLandmark: readonly number[] = mirrorIndices();

function mirrorIndices(): number[] {
  const indices = range(0, 104);
  for (const [edge, counterpart] of mirroredEdges) {
    edge.forEach((index, place) => {
      const other = counterpart[counterpart.length - 1 - place] ?? index;
      indices[index] = other;
      indices[other] = index;
    });
  }
  return indices;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
