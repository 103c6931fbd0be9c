import assert from 'node:assert/strict';
import type { FaceAnalyzerResponse } from '../../web/response.js';

/** What --ndjson writes of a photograph. */
export interface Line {
  readonly file: string;
  readonly response: FaceAnalyzerResponse;
}

/** The lines of a run with --ndjson: each is JSON, and there is nothing else. */
export function linesOf({ stdout }: { readonly stdout: string }): Line[] {
  assert.ok(stdout.endsWith('\n'));
  return stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Line);
}

/** The names of the photographs in the lines' order. */
export const filesOf = (run: { readonly stdout: string }): string[] => linesOf(run).map(({ file }) => file);
