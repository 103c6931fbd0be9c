import type { QualityName } from '../../web/response.js';
import { type Face, largest } from './faces.js';
import { type Figure, type Labelled, type LabelledSet, Measure, answered, having } from './figures.js';
import { asItIs } from './photographs.js';
import { correlation, meanError, share } from './statistics.js';

/** A quality score from here on lets a photograph pass. */
export const passing = 85;

/** What a good portrait passes. */
const qualities = [
  ['blur', 'blur_list'], ['noise', 'noise_list'], ['illumination', 'illu_list'], ['pose', 'pose_list'],
] as const satisfies readonly (readonly [string, QualityName])[];

const measure = new Measure('SCUT-FBP5500 portraits');

/** SCUT-FBP5500: the beauty of portraits, from 0 to 100, rated by 60 people; and how many of these good portraits pass the quality scores. */
export const beauty: LabelledSet = {
  name: 'beauty',
  table: 'beauty/scut_fbp5500/labels.csv',
  photographs: asItIs,
  figures: (rows, answers) => {
    const labelled = answered(rows, answers);
    const rated = having(labelled, ({ faces }) => largest(faces)?.beauty)
      .map(([{ row }, answer]) => ({ truth: scoreOf(row.number('beauty_1to5')), answer }));
    return [
      measure.found(labelled),
      measure.figure('beauty: correlation', rated, correlation),
      measure.figure('beauty: mean error, of 100', rated, meanError),
      ...qualities.map(([name, list]) => passes(labelled, name, [list])),
      passes(labelled, 'all four', qualities.map(([, list]) => list)),
    ];
  },
};

/** A mean rating from 1 to 5 as the response's 0 to 100. */
function scoreOf(rating: number): number {
  return 25 * (rating - 1);
}

/** The share of photographs with passing scores; one without a face does not pass. */
function passes(labelled: readonly Labelled[], name: string, lists: readonly QualityName[]): Figure {
  const isScored = (face: Face | undefined): boolean => lists.every((list) => face?.quality[list] !== undefined);
  const isPassed = (face: Face | undefined): boolean => lists.every((list) => (face?.quality[list] ?? 0) >= passing);
  const faces = labelled.map((photograph) => largest(photograph.faces));
  return measure.figure(`${passing} or more: ${name}`, faces.some(isScored) ? faces : [], (sample) => share(sample, isPassed));
}
