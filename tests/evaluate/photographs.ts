import type { Change } from './changes.js';
import type { Row } from './labels.js';

/** A photograph to be analysed. */
export interface Photograph {
  /** What the answers call it: a path below the folder of labelled photographs, or below none for a changed copy. */
  readonly name: string;
  /** The file's path below the folder of labelled photographs. */
  readonly file: string;
  /** What is done to the photograph first, in memory. */
  readonly change?: Change;
  /** In pixels; the contract's by default. */
  readonly minimumFace?: number;
}

/** The photograph of a row as it is. */
export function asItIs(row: Row): Photograph[] {
  return [{ name: row.photograph(), file: row.photograph() }];
}
