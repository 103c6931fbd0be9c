/** What the response's 105 landmarks and their groups are called. */
import { type LandmarkGroup, landmarkLines } from 'local-face-analyzer/draw';

export const groupLabels: Readonly<Record<LandmarkGroup, string>> = { eyebrows: 'Eyebrows', eyes: 'Eyes', nose: 'Nose', mouth: 'Mouth', contour: 'Contour' };

/** Places with a name of their own; left and right are the picture's. */
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

export const landmarkNames: readonly string[] = Array.from({ length: 105 }, (_, index) => places[index] ?? nameOnLine(index));

function nameOnLine(index: number): string {
  const line = landmarkLines.find(({ points }) => points.includes(index));
  if (line === undefined) return '';
  const [place, segments] = [line.points.indexOf(index), line.points.length - 1];
  return place * 2 === segments ? `${line.name}, middle` : `${line.name}, ${place}/${segments} from the left`;
}
