import { randomNumbers } from './random.js';

// Statistics of plain lists. Of an empty list there is none: NaN.

/** A class by the label, and the one that was answered. */
export interface Judged {
  readonly truth: number;
  readonly answer: number;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/** How many of some items pass a test, 0 to 1. */
export function share<Item>(items: readonly Item[], test: (item: Item) => boolean): number {
  return items.filter(test).length / items.length;
}

/** The value below which a part of the values lies, 0 to 1; between two values by linear interpolation. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = Float64Array.from(values).sort();
  const place = part * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below + (place - Math.floor(place)) * (above - below);
}

/** Pearson's correlation of labels and answers. */
export function correlation(pairs: readonly Judged[]): number {
  const truthMean = mean(pairs.map(({ truth }) => truth));
  const answerMean = mean(pairs.map(({ answer }) => answer));
  const centred = pairs.map(({ truth, answer }) => ({ truth: truth - truthMean, answer: answer - answerMean }));
  const covariance = sum(centred.map(({ truth, answer }) => truth * answer));
  return covariance / Math.sqrt(sum(centred.map(({ truth }) => truth ** 2)) * sum(centred.map(({ answer }) => answer ** 2)));
}

/** Spearman's: the correlation of the ranks. */
export function rankCorrelation(pairs: readonly Judged[]): number {
  const truths = ranks(pairs.map(({ truth }) => truth));
  const answers = ranks(pairs.map(({ answer }) => answer));
  return correlation(truths.map((truth, index) => ({ truth, answer: answers[index] ?? NaN })));
}

/** The ranks of values; equal ones share the mean of theirs. */
function ranks(values: readonly number[]): number[] {
  const sorted = values.toSorted((one, other) => one - other);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
}

export function meanError(pairs: readonly Judged[]): number {
  return mean(pairs.map(({ truth, answer }) => Math.abs(answer - truth)));
}

export function accuracy(pairs: readonly Judged[]): number {
  return share(pairs, ({ truth, answer }) => truth === answer);
}

/** The mean over the labelled classes of the share of each that was recognised. */
export function balancedAccuracy(pairs: readonly Judged[]): number {
  return mean(classesOf(pairs).map((label) => accuracy(pairs.filter(({ truth }) => truth === label))));
}

/** The mean over the labelled classes of the harmonic mean of precision and recall. */
export function macroF1(pairs: readonly Judged[]): number {
  return mean(classesOf(pairs).map((label) => {
    const right = pairs.filter(({ truth, answer }) => truth === label && answer === label).length;
    const labelled = pairs.filter(({ truth }) => truth === label).length;
    const answered = pairs.filter(({ answer }) => answer === label).length;
    return (2 * right) / (labelled + answered);
  }));
}

function classesOf(pairs: readonly Judged[]): number[] {
  return [...new Set(pairs.map(({ truth }) => truth))];
}

const resamplings = 1000;
const seed = 1;

export type Interval = readonly [low: number, high: number];

/**
 * The 95 % interval of a statistic by the percentile bootstrap: of as many units, drawn with replacement, 1000 times. It is the same
 * on every run. The units are taken to be independent of each other, also where they show one person.
 */
export function interval<Unit>(units: readonly Unit[], statistic: (sample: readonly Unit[]) => number): Interval {
  const random = randomNumbers(seed);
  const draw = (): Unit => units[Math.floor(random() * units.length)] as Unit;
  const values = Array.from({ length: resamplings }, () => statistic(Array.from(units, draw))).filter(Number.isFinite);
  return [quantile(values, 0.025), quantile(values, 0.975)];
}
