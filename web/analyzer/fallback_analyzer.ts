import { FaceAnalyzerError } from '../errors.js';
import type { AnalyzeOptions, Capabilities, FaceAnalyzer, ImageInput, Inspection, ResponseSource } from '../interface.js';
import type { FaceAnalyzerResponse } from '../response.js';
import { markAnswer } from './answerer.js';

/** Stands in for an engine that could not start: the caller asked for it, and every answer says so. */
export class FallbackAnalyzer implements FaceAnalyzer {
  readonly #remote: ResponseSource;
  readonly #why: FaceAnalyzerError;
  #isDisposed = false;

  constructor(remote: ResponseSource, why: FaceAnalyzerError) {
    this.#remote = remote;
    this.#why = why;
  }

  async analyze(input: ImageInput, options?: AnalyzeOptions): Promise<FaceAnalyzerResponse> {
    if (this.#isDisposed) throw new FaceAnalyzerError('disposed', 'The analyzer was disposed of.');
    const response = await this.#remote.analyze(input, options);
    markAnswer(response, 'remote');
    return response;
  }

  async inspect(input: ImageInput, options?: AnalyzeOptions): Promise<Inspection> {
    return { response: await this.analyze(input, options), answeredBy: 'remote', faces: [], timings: null };
  }

  async warmup(): Promise<void> {
    // Nothing to warm: the remote API is asked for analyses only.
  }

  capabilities(): Capabilities {
    const reason = `The local engine could not start (${this.#why.code}): ${this.#why.message}`;
    return { answeredBy: 'remote', backend: null, reason, networks: {}, threads: 0, simd: false, worker: false };
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }
}
