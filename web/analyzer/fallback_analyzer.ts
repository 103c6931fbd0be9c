import { FaceAnalyzerError } from '../errors.js';
import type { AnalyzeOptions, AttributeName, Capabilities, FaceAnalyzer, ImageInput, Inspection, ResponseSource } from '../interface.js';
import type { FaceAnalyzerResponse } from '../response.js';
import { answeredBy, markAnswer } from './answerer.js';
import { optionsWithin } from './options.js';

/** Stands in for an engine that could not start: the caller asked for it, and every answer says so. */
export class FallbackAnalyzer implements FaceAnalyzer {
  readonly #remote: ResponseSource;
  readonly #why: FaceAnalyzerError;
  readonly #attributes: readonly AttributeName[] | undefined;
  #isDisposed = false;

  /** @param attributes what calls may measure, where that is not everything */
  constructor(remote: ResponseSource, why: FaceAnalyzerError, attributes: readonly AttributeName[] | undefined) {
    this.#remote = remote;
    this.#why = why;
    this.#attributes = attributes;
  }

  async analyze(input: ImageInput, options: AnalyzeOptions = {}): Promise<FaceAnalyzerResponse> {
    if (this.#isDisposed) throw new FaceAnalyzerError('disposed', 'The analyzer was disposed of.');
    const response = await this.#remote.analyze(input, optionsWithin(this.#attributes, options));
    return answeredBy(response) === undefined ? markAnswer(response, 'remote') : response; // an image may be refused before any upload
  }

  async inspect(input: ImageInput, options?: AnalyzeOptions): Promise<Inspection> {
    const response = await this.analyze(input, options);
    return { response, answeredBy: answeredBy(response) ?? 'remote', faces: [], timings: null };
  }

  async warmup(): Promise<void> {
    // Nothing to warm: the remote API is asked for analyses only.
  }

  capabilities(): Capabilities {
    const reason = `The local engine could not start (${this.#why.code}): ${this.#why.message}`;
    return { answeredBy: 'remote', backend: null, reason, networks: {}, threads: 0, exact: false, simd: false, worker: false, restarts: 0 };
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }
}
