import type { FaceAnalyzerResponse } from 'local-face-analyzer';
import { messageOf } from '../errors.js';
import { exitCode } from './arguments.js';

/** What went wrong with some photograph, and ended nothing: the exit code tells. */
export class Report {
  #isClean = true;

  get exitCode(): number {
    return this.#isClean ? exitCode.done : exitCode.failed;
  }

  /** Says it where people look. */
  complain(error: unknown): void {
    console.error(`analyze: ${messageOf(error)}`);
    this.#isClean = false;
  }

  /** A refusal says itself what was wrong. */
  count({ error_code }: FaceAnalyzerResponse): void {
    if (error_code !== 0) this.#isClean = false;
  }
}
