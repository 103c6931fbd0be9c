import type { Face } from './faces.js';
import type { Row } from './labels.js';
import type { Photograph } from './photographs.js';
import { type Interval, interval, share } from './statistics.js';

export interface Figure {
  /** Which photographs, for the table's reader. */
  readonly photographs: string;
  readonly name: string;
  readonly value: number;
  /** Of 95 %. */
  readonly interval: Interval;
  /** How many photographs, faces or pairs it was measured on; 0 where nothing of the kind was answered. */
  readonly count: number;
}

/** The faces of each photograph that was answered, by the photograph's name; a refusal has none. */
export type Answers = ReadonlyMap<string, readonly Face[]>;

/** Photographs with a table of labels, and what is measured on them. */
export interface LabelledSet {
  /** What --sets calls it. */
  readonly name: string;
  /** The table's path below the folder of labelled photographs. */
  readonly table: string;
  /** The rows that are used; without it all. */
  readonly choose?: (rows: readonly Row[]) => readonly Row[];
  /** What the rows have in common that --limit keeps or leaves out together; without it, the photograph. */
  readonly unit?: (row: Row) => string;
  /** What has to be analysed for a row. */
  readonly photographs: (row: Row) => readonly Photograph[];
  readonly figures: (rows: readonly Row[], answers: Answers) => readonly Figure[];
}

/** A label with the faces that were found in its photograph. */
export interface Labelled {
  readonly row: Row;
  readonly faces: readonly Face[];
}

/** The rows whose photographs were answered. */
export function answered(rows: readonly Row[], answers: Answers): Labelled[] {
  return rows.flatMap((row) => {
    const faces = answers.get(row.photograph());
    return faces === undefined ? [] : [{ row, faces }];
  });
}

/** The share of photographs in which a face was found. */
export const withFaces = (sample: readonly Labelled[]): number => share(sample, ({ faces }) => faces.length > 0);

/** Makes the figures of some photographs: each a statistic of units, which are also what its interval resamples. */
export class Measure {
  readonly #photographs: string;

  constructor(photographs: string) {
    this.#photographs = photographs;
  }

  figure<Unit>(name: string, units: readonly Unit[], statistic: (sample: readonly Unit[]) => number, count = units.length): Figure {
    return { photographs: this.#photographs, name, value: statistic(units), interval: interval(units, statistic), count };
  }

  found(labelled: readonly Labelled[], which = ''): Figure {
    return this.figure(`face found${which}`, labelled, withFaces);
  }
}

/** The items that have a value, each with it. */
export function having<Item, Value>(items: readonly Item[], valueOf: (item: Item) => Value | undefined): (readonly [Item, Value])[] {
  return items.flatMap((item) => {
    const value = valueOf(item);
    return value === undefined ? [] : [[item, value] as const];
  });
}
