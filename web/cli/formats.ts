import type { Inspection } from 'local-face-analyzer';
import type { Answer } from './answers.js';
import { csv } from './csv.js';

/** How answers are written. */
export interface Format {
  /** What stands before all of them. */
  readonly heading: string;
  /** One answer with the line ends. */
  textOf(answer: Answer): string;
}

export const formatNames = ['json', 'ndjson', 'csv'] as const;
export type FormatName = (typeof formatNames)[number];

/** @param details whether what the response has no room for is written beside it; CSV has no room either */
export function formatOf(name: FormatName, details: boolean): Format {
  switch (name) {
    case 'json':
      return { heading: '', textOf: (answer) => `${JSON.stringify(details ? named(answer, details) : answer.inspection.response, null, 2)}\n` };
    case 'ndjson':
      return { heading: '', textOf: (answer) => `${JSON.stringify(named(answer, details))}\n` };
    case 'csv':
      return csv;
  }
}

function named({ photograph: { name: file }, inspection }: Answer, details: boolean) {
  const { response } = inspection;
  return details ? { file, response, details: detailsOf(inspection) } : { file, response };
}

/** The details as JSON: plain lists of numbers. */
function detailsOf({ faces, timings }: Inspection) {
  return {
    faces: faces.map(({ embedding, mesh, ...rest }) => ({ embedding: Array.from(embedding), mesh: triples(mesh), ...rest })),
    timings,
  };
}

function triples(values: Float32Array): number[][] {
  return Array.from({ length: values.length / 3 }, (_, i) => Array.from(values.subarray(3 * i, 3 * i + 3), hundredths));
}

const hundredths = (value: number): number => Math.round(value * 100) / 100;
