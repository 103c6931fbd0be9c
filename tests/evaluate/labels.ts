import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Point } from './geometry.js';

/** The labelled photographs cannot be used as they are; the message says why. */
export class LabelError extends Error {}

/** A row of a table of labels. */
export class Row {
  readonly #table: string;
  readonly #cells: ReadonlyMap<string, string>;

  /** @param table the table's path below the folder of labelled photographs */
  constructor(table: string, cells: ReadonlyMap<string, string>) {
    this.#table = table;
    this.#cells = cells;
  }

  /** @throws LabelError where the table has no such column */
  text(column: string): string {
    const cell = this.#cells.get(column);
    if (cell === undefined) throw new LabelError(`${this.#table} has no column '${column}'`);
    return cell;
  }

  /** @throws LabelError where the cell is no number */
  number(column: string): number {
    const cell = this.text(column);
    const value = Number(cell);
    if (cell === '' || Number.isNaN(value)) throw new LabelError(`${this.#table} has '${cell}' for a number in the column '${column}'`);
    return value;
  }

  /** The place of a word among a label's classes. @throws LabelError where it is none of them */
  among(classes: readonly string[], column: string): number {
    const word = this.text(column);
    const place = classes.indexOf(word);
    if (place < 0) throw new LabelError(`${this.#table} has '${word}' in the column '${column}', which is none of: ${classes.join(', ')}`);
    return place;
  }

  /** The points of the columns x0, y0, x1, y1 and so on. */
  points(count: number): Point[] {
    return Array.from({ length: count }, (_, index) => [this.number(`x${index}`), this.number(`y${index}`)]);
  }

  /** The path of the row's photograph below the folder of labelled photographs; the table gives it below its own folder. */
  photograph(column = 'file'): string {
    return `${path.posix.dirname(this.#table)}/${this.text(column)}`;
  }
}

/**
 * The rows of a table with a line of column names and commas between the cells, or undefined where there is none.
 * @param table its path below the directory
 */
export function readTable(directory: string, table: string): Row[] | undefined {
  const file = path.join(directory, table);
  if (!existsSync(file)) return undefined;
  const [header = '', ...lines] = readFileSync(file, 'utf8').split(/\r?\n/).filter((line) => line !== '');
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return new Row(table, new Map(columns.map((column, index) => [column, cells[index] ?? ''])));
  });
}
