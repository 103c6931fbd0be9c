/** The response's 105 landmarks: what each is called, its group, the lines between them. */

export const groups = {
  eyebrows: { label: 'Eyebrows', colour: '#ffc233', first: 0, last: 23 },
  eyes: { label: 'Eyes', colour: '#3fd5ff', first: 24, last: 55 },
  nose: { label: 'Nose', colour: '#7ff27a', first: 56, last: 61 },
  mouth: { label: 'Mouth', colour: '#ff6fae', first: 62, last: 95 },
  contour: { label: 'Contour', colour: '#c8b0ff', first: 96, last: 104 },
} as const;

export type GroupName = keyof typeof groups;

/** An edge of the face and its landmarks from image-left to image-right, evenly spaced. */
interface Edge {
  readonly label: string;
  readonly points: readonly number[];
}

/** As the response orders them: left and right are the picture's. */
export const edges: readonly Edge[] = [
  { label: 'left eyebrow, upper edge', points: [0, 4, 5, 2, 6, 7, 1] },
  { label: 'left eyebrow, lower edge', points: [0, 8, 9, 3, 10, 11, 1] },
  { label: 'right eyebrow, upper edge', points: [12, 16, 17, 14, 18, 19, 13] },
  { label: 'right eyebrow, lower edge', points: [12, 20, 21, 15, 22, 23, 13] },
  { label: 'left eye, upper lid', points: [24, 26, 27, 28, 29, 30, 31, 32, 25] },
  { label: 'left eye, lower lid', points: [24, 33, 34, 35, 36, 37, 38, 39, 25] },
  { label: 'right eye, upper lid', points: [40, 42, 43, 44, 45, 46, 47, 48, 41] },
  { label: 'right eye, lower lid', points: [40, 49, 50, 51, 52, 53, 54, 55, 41] },
  { label: 'upper lip, outer edge', points: [62, 71, 69, 72, 67, 66, 68, 73, 70, 74, 63] },
  { label: 'lower lip, outer edge', points: [62, 78, 76, 79, 75, 80, 77, 81, 63] },
  { label: 'upper lip, inner edge', points: [64, 88, 84, 90, 82, 92, 86, 94, 65] },
  { label: 'lower lip, inner edge', points: [64, 89, 85, 91, 83, 93, 87, 95, 65] },
  { label: 'contour', points: [96, 101, 99, 103, 98, 104, 100, 102, 97] },
];

/** Places with a name of their own. */
const places: Readonly<Record<number, string>> = {
  0: 'left eyebrow, outer end',
  1: 'left eyebrow, inner end',
  12: 'right eyebrow, inner end',
  13: 'right eyebrow, outer end',
  24: 'left eye, outer corner',
  25: 'left eye, inner corner',
  40: 'right eye, inner corner',
  41: 'right eye, outer corner',
  56: 'nose, bridge between the eyes',
  57: 'nose, tip',
  58: 'nose, middle of the bridge',
  59: 'nose, base',
  60: 'nose, left wing',
  61: 'nose, right wing',
  62: 'mouth, left outer corner',
  63: 'mouth, right outer corner',
  64: 'mouth, left inner corner',
  65: 'mouth, right inner corner',
  96: 'contour, left end beside the eye',
  97: 'contour, right end beside the eye',
  98: 'contour, tip of the chin',
  99: 'contour, left jaw beside the mouth',
  100: 'contour, right jaw beside the mouth',
  101: 'contour, left cheek beside the nose',
  102: 'contour, right cheek beside the nose',
  103: 'contour, left of the chin',
  104: 'contour, right of the chin',
};

export const landmarkNames: readonly string[] = Array.from({ length: 105 }, (_, index) => places[index] ?? nameOnEdge(index));

function nameOnEdge(index: number): string {
  const edge = edges.find(({ points }) => points.includes(index));
  if (edge === undefined) return '';
  const [place, segments] = [edge.points.indexOf(index), edge.points.length - 1];
  return place * 2 === segments ? `${edge.label}, middle` : `${edge.label}, ${place}/${segments} from the left`;
}

export function groupOf(index: number): GroupName {
  const names = Object.keys(groups) as GroupName[];
  return names.find((name) => index <= groups[name].last) ?? 'contour';
}
