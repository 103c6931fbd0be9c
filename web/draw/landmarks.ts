/** The response's 105 landmarks: their groups, and the lines along which they lie. */

/** The landmark behind each group's last one. */
const ends = { eyebrows: 24, eyes: 56, nose: 62, mouth: 96, contour: 105 } as const;

export type LandmarkGroup = keyof typeof ends;

export function groupOf(landmark: number): LandmarkGroup {
  return (Object.keys(ends) as LandmarkGroup[]).find((group) => landmark < ends[group]) ?? 'contour';
}

/** An edge of the face and its landmarks from image-left to image-right, evenly spaced. */
export interface LandmarkLine {
  readonly name: string;
  readonly group: LandmarkGroup;
  readonly points: readonly number[];
}

/** Left and right are the picture's. The nose's landmarks lie on no line. */
export const landmarkLines: readonly LandmarkLine[] = [
  { name: 'left eyebrow, upper edge', group: 'eyebrows', points: [0, 4, 5, 2, 6, 7, 1] },
  { name: 'left eyebrow, lower edge', group: 'eyebrows', points: [0, 8, 9, 3, 10, 11, 1] },
  { name: 'right eyebrow, upper edge', group: 'eyebrows', points: [12, 16, 17, 14, 18, 19, 13] },
  { name: 'right eyebrow, lower edge', group: 'eyebrows', points: [12, 20, 21, 15, 22, 23, 13] },
  { name: 'left eye, upper lid', group: 'eyes', points: [24, 26, 27, 28, 29, 30, 31, 32, 25] },
  { name: 'left eye, lower lid', group: 'eyes', points: [24, 33, 34, 35, 36, 37, 38, 39, 25] },
  { name: 'right eye, upper lid', group: 'eyes', points: [40, 42, 43, 44, 45, 46, 47, 48, 41] },
  { name: 'right eye, lower lid', group: 'eyes', points: [40, 49, 50, 51, 52, 53, 54, 55, 41] },
  { name: 'upper lip, outer edge', group: 'mouth', points: [62, 71, 69, 72, 67, 66, 68, 73, 70, 74, 63] },
  { name: 'lower lip, outer edge', group: 'mouth', points: [62, 78, 76, 79, 75, 80, 77, 81, 63] },
  { name: 'upper lip, inner edge', group: 'mouth', points: [64, 88, 84, 90, 82, 92, 86, 94, 65] },
  { name: 'lower lip, inner edge', group: 'mouth', points: [64, 89, 85, 91, 83, 93, 87, 95, 65] },
  { name: 'contour', group: 'contour', points: [96, 101, 99, 103, 98, 104, 100, 102, 97] },
];

/** The landmark at the tip of the nose. */
export const noseTip = 57;
