import type { QualityName } from '../../web/response.js';
import { passing } from './beauty.js';
import { type Copy, chosenPhotographs, copiesOf, series } from './copies.js';
import { type Figure, type LabelledSet, Measure } from './figures.js';
import { mirrorFigures, rollFigures } from './moved.js';
import { mean, rankCorrelation, share } from './statistics.js';

const measure = new Measure('LFW, spoiled copies');
const leastRanks = 3; // scores, for a rank correlation

/** Photographs of LFW, spoiled step by step: do the quality scores fall, does the roll follow, is a mirror answered by the mirrored answer? */
export const spoiled: LabelledSet = {
  name: 'spoiled',
  table: 'lfw/expression.csv',
  choose: chosenPhotographs,
  photographs: copiesOf,
  figures: (rows, answers) => {
    const turns = [(degrees: number) => degrees > 0, (degrees: number) => degrees < 0];
    return [
      ...scoreFigures('blur up to sigma 4', rows.map((row) => [series(row, 'blur', answers)]), 'blur_list'),
      ...scoreFigures('noise up to sigma 30', rows.map((row) => [series(row, 'noise', answers)]), 'noise_list'),
      ...scoreFigures('darkness up to gamma 3', rows.map((row) => [series(row, 'dark', answers)]), 'illu_list'),
      ...scoreFigures('turn up to 30 degrees', rows.map((row) => turns.map((turn) => series(row, 'rotate', answers, turn))), 'pose_list'),
      ...rollFigures(measure, rows.map((row) => series(row, 'rotate', answers))),
      ...mirrorFigures(measure, rows.map((row) => series(row, 'mirror', answers))),
    ];
  },
};

/** A copy with the quality score that is to tell how spoiled it is. */
interface ScoredCopy extends Copy {
  readonly score: number | undefined;
}

/**
 * What a quality score makes of growing damage. The intervals resample the photographs.
 * @param photographs of each its copies from the unspoiled one to the worst: one list, or one for each way to turn
 */
function scoreFigures(damage: string, photographs: readonly (readonly (readonly Copy[])[])[], name: QualityName): Figure[] {
  const all = photographs
    .map((lists) => lists.filter((copies) => copies.length > 0).map((copies) => scoredBy(name, copies)))
    .filter((lists) => lists.length > 0);
  const scored = all.flat(2).some(({ score }) => score !== undefined) ? all : [];
  return [
    measure.figure(`${damage}: face found at the worst`, all, (sample) => share(sample.flat(), (copies) => copies.at(-1)?.face !== undefined)),
    measure.figure(`${damage}: steps in which ${name} does not rise`, scored, (sample) => share(sample.flat().flatMap(steps), (step) => step <= 0)),
    measure.figure(`${damage}: rank correlation of ${name} with it`, scored, (sample) => mean(sample.flat().flatMap(fall))),
    measure.figure(`${damage}: ${passing} or more before`, scored, (sample) => share(sample.flat(), (copies) => passes(copies[0]))),
    measure.figure(`${damage}: ${passing} or more at the worst`, scored, (sample) => share(sample.flat(), (copies) => passes(copies.at(-1)))),
  ];
}

function scoredBy(name: QualityName, copies: readonly Copy[]): ScoredCopy[] {
  return copies.map((copy) => ({ ...copy, score: copy.face?.quality[name] }));
}

/** By how much the score rises from each copy to the next, where both have one. */
function steps(copies: readonly ScoredCopy[]): number[] {
  return copies.slice(1).map(({ score }, index) => (score ?? NaN) - (copies[index]?.score ?? NaN)).filter((step) => !Number.isNaN(step));
}

/** The rank correlation of the score with the level, if there are enough scores; 0 where the score is always the same. */
function fall(copies: readonly ScoredCopy[]): number[] {
  const pairs = copies.flatMap(({ level, score }) => (score === undefined ? [] : [{ truth: Math.abs(level), answer: score }]));
  return pairs.length < leastRanks ? [] : [rankCorrelation(pairs) || 0];
}

/** A copy in which no face is found does not pass. */
function passes(copy: ScoredCopy | undefined): boolean {
  return (copy?.score ?? 0) >= passing;
}
