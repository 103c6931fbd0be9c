import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Change } from './changes.js';
import { type Face, largest } from './faces.js';
import type { Answers } from './figures.js';
import type { Row } from './labels.js';
import type { Photograph } from './photographs.js';

/** The ways in which a photograph is spoiled, and how much: see Change for the units. */
const levels = {
  blur: [1, 2, 3, 4],
  noise: [5, 10, 20, 30],
  dark: [1.5, 2.2, 3],
  rotate: [-30, -20, -10, 10, 20, 30],
  mirror: [1],
} as const;

type Kind = keyof typeof levels;

const photographCount = 60;

/** The first 60 photographs of a table in the order of their names' hashes: a fixed, mixed choice. */
export function chosenPhotographs(rows: readonly Row[]): Row[] {
  const byFile = new Map(rows.map((row) => [row.text('file'), row]));
  const hashed = [...byFile].map(([file, row]) => ({ hash: hashOf(file), row }));
  return hashed.toSorted((one, other) => (one.hash < other.hash ? -1 : 1)).slice(0, photographCount).map(({ row }) => row);
}

function hashOf(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** Every copy of a row's photograph, the unspoiled one first. */
export function copiesOf(row: Row): Photograph[] {
  const kinds = Object.keys(levels) as Kind[];
  return [copyOf(row, 'blur', 0), ...kinds.flatMap((kind) => levels[kind].map((level) => copyOf(row, kind, level)))];
}

/** At level 0 every kind has the same copy. */
function copyOf(row: Row, kind: Kind, level: number): Photograph {
  const file = row.photograph();
  const change = level === 0 ? ({ kind: 'clean' } as const) : changeOf(file, kind, level);
  return { name: `degraded/images/${path.parse(file).name}.${level === 0 ? 'clean' : `${kind}${level}`}.png`, file, change };
}

function changeOf(file: string, kind: Kind, level: number): Change {
  switch (kind) {
    case 'blur': return { kind, sigma: level };
    case 'noise': return { kind, sigma: level, seed: Number.parseInt(hashOf(file).slice(0, 8), 16) };
    case 'dark': return { kind, gamma: level };
    case 'rotate': return { kind: 'turn', degrees: level };
    case 'mirror': return { kind };
  }
}

/** An answered copy of a photograph, and the largest face in it. */
export interface Copy {
  readonly level: number;
  readonly face: Face | undefined;
}

/** The answered copies of a row's photograph, from the unspoiled one to the worst; of the turned ones those of one direction. */
export function series(row: Row, kind: Kind, answers: Answers, isOfSeries = (_level: number): boolean => true): Copy[] {
  const wanted = [0, ...levels[kind]].filter((level) => level === 0 || isOfSeries(level));
  return wanted.toSorted((one, other) => Math.abs(one) - Math.abs(other)).flatMap((level) => {
    const faces = answers.get(copyOf(row, kind, level).name);
    return faces === undefined ? [] : [{ level, face: largest(faces) }];
  });
}
