import { type Face, largest } from './faces.js';
import { type Answers, type Figure, type LabelledSet, Measure, having } from './figures.js';
import type { Row } from './labels.js';
import type { Photograph } from './photographs.js';
import { mean, quantile, share } from './statistics.js';

const foldCount = 10;
const falseAccepts = 0.01;
const discarded = 0.1; // of the photographs
const startingMisses = 0.1; // of the pairs of one person, before any photograph is discarded

/** LFW: one person or two, by the cosine of the faces' embeddings. */
export const pairs: LabelledSet = {
  name: 'pairs',
  table: 'lfw/pairs.csv',
  unit: (row) => namesOf(row).join(),
  photographs: (row) => namesOf(row).map((name): Photograph => ({ name, file: name })),
  figures: (rows, answers) => {
    const all = rows.flatMap((row) => pairOf(row, answers));
    const compared = having(all, ({ faces }) => similarityOf(faces)).map(([pair, similarity]) => ({ ...pair, similarity }));
    const measure = new Measure('LFW pairs');
    return [
      measure.figure('both faces found', all, (sample) => share(sample, ({ faces }) => faces.every((face) => face !== undefined))),
      measure.figure('one person or two: accuracy, threshold by ten-fold cross-validation', judgements(compared), (sample) =>
        share(sample, (isRight) => isRight)),
      measure.figure('one person or two: true accepts at 1 % false ones', compared, trueAccepts),
      acceptedFigure(measure, compared),
      discardFigure(measure, compared),
    ];
  },
};

function namesOf(row: Row): string[] {
  return [row.photograph('file1'), row.photograph('file2')];
}

interface Pair {
  readonly isSame: boolean;
  readonly names: readonly string[];
  readonly faces: readonly (Face | undefined)[];
}

interface Compared extends Pair {
  readonly similarity: number;
}

/** A pair both of whose photographs were answered. */
function pairOf(row: Row, answers: Answers): Pair[] {
  const names = namesOf(row);
  if (!names.every((name) => answers.has(name))) return [];
  return [{ isSame: row.text('same') === '1', names, faces: names.map((name) => largest(answers.get(name) ?? [])) }];
}

function similarityOf([one, other]: readonly (Face | undefined)[]): number | undefined {
  return one?.embedding && other?.embedding && cosine(one.embedding, other.embedding);
}

function cosine(one: Float32Array, other: Float32Array): number {
  return product(one, other) / Math.sqrt(product(one, one) * product(other, other));
}

function product(one: Float32Array, other: Float32Array): number {
  let total = 0;
  for (let index = 0; index < one.length; index += 1) total += (one[index] ?? NaN) * (other[index] ?? NaN);
  return total;
}

/** Whether each pair is judged rightly, by the threshold that suits the other folds' pairs best. */
function judgements(compared: readonly Compared[]): boolean[] {
  const folds = foldsOf(compared);
  const thresholds = Array.from({ length: foldCount }, (_, fold) => bestThreshold(compared.filter((pair) => folds.get(pair) !== fold)));
  return compared.map((pair) => pair.similarity >= (thresholds[folds.get(pair) ?? 0] ?? 0) === pair.isSame);
}

/** Ten blocks in the table's order, each with a tenth of the pairs of one person and of two. */
function foldsOf(compared: readonly Compared[]): Map<Compared, number> {
  const blocks = (list: readonly Compared[]) => list.map((pair, place) => [pair, Math.floor((place * foldCount) / list.length)] as const);
  return new Map([...blocks(compared.filter(({ isSame }) => isSame)), ...blocks(compared.filter(({ isSame }) => !isSame))]);
}

/** The threshold by which most pairs are judged rightly, half-way between two pairs' similarities; the lowest of several such. */
function bestThreshold(compared: readonly Compared[]): number {
  const ascending = compared.toSorted((one, other) => one.similarity - other.similarity);
  let right = ascending.filter(({ isSame }) => isSame).length; // all accepted
  let best = { right, threshold: -Infinity };
  ascending.forEach(({ isSame, similarity }, index) => {
    right += isSame ? -1 : 1; // this one is not accepted any more
    const next = ascending[index + 1]?.similarity ?? Infinity;
    if (right > best.right && next > similarity) best = { right, threshold: (similarity + next) / 2 };
  });
  return best.threshold;
}

function trueAccepts(compared: readonly Compared[]): number {
  const threshold = quantile(compared.filter(({ isSame }) => !isSame).map(({ similarity }) => similarity), 1 - falseAccepts);
  return share(compared.filter(({ isSame }) => isSame), ({ similarity }) => similarity > threshold);
}

/**
 * The same of all pairs of the table's photographs, which are more by far: less is left to chance. Each person of whom there are several photographs counts
 * alike. The interval is one over these people; the threshold rests on so many pairs of two people that it hardly varies.
 */
function acceptedFigure(measure: Measure, compared: readonly Compared[]): Figure {
  const named = compared.flatMap(({ names, faces }) => names.map((name, index) => [name, faces[index]?.embedding ?? new Float32Array()] as const));
  const all = [...new Map(named)].map(([name, embedding]) => [name, directionOf(embedding)] as const);
  const accepted = new Map<string, number[]>();
  const strangers: number[] = [];
  all.forEach(([name, direction], index) => {
    const person = personOf(name);
    for (const [otherName, other] of all.slice(index + 1)) {
      const similarity = product(direction, other);
      if (personOf(otherName) === person) accepted.set(person, [...(accepted.get(person) ?? []), similarity]);
      else strangers.push(similarity);
    }
  });
  const threshold = quantile(strangers, 1 - falseAccepts);
  const shares = [...accepted.values()].map((similarities) => share(similarities, (similarity) => similarity > threshold));
  return measure.figure('one person or two: true accepts at 1 % false ones, all pairs of these photographs, each person alike', shares, mean);
}

/** Whose photograph of LFW it is: Name_0001.jpg. */
function personOf(name: string): string {
  return name.slice(0, name.lastIndexOf('_'));
}

function directionOf(embedding: Float32Array): Float32Array {
  const length = Math.sqrt(product(embedding, embedding));
  return embedding.map((value) => value / length);
}

/**
 * What the overall quality score is worth: at a threshold that misses a tenth of the pairs of one person, the share that is still missed
 * after the worst tenth of the photographs is discarded with every pair it is in. The interval does not choose the photographs anew.
 */
function discardFigure(measure: Measure, compared: readonly Compared[]): Figure {
  const scored = compared.filter(({ isSame, faces }) => isSame && faces.every((face) => face?.quality.score_list !== undefined));
  const scores = new Map(scored.flatMap(({ names, faces }) => names.map((name, index) => [name, faces[index]?.quality.score_list ?? 0])));
  const worstFirst = [...scores].toSorted(([name, score], [otherName, otherScore]) => score - otherScore || (name < otherName ? -1 : 1));
  const worst = new Set(worstFirst.slice(0, Math.round(discarded * worstFirst.length)).map(([name]) => name));
  return measure.figure('misses among pairs of one person, .1 before the worst 10 % by score_list were discarded', scored, (sample) => {
    const threshold = quantile(sample.map(({ similarity }) => similarity), startingMisses);
    return share(sample.filter(({ names }) => !names.some((name) => worst.has(name))), ({ similarity }) => similarity < threshold);
  });
}
