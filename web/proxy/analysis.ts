import type { ImageValidator } from '../core/validator.js';
import type { ResponseSource } from '../interface.js';
import type { FaceAnalyzerResponse } from '../response.js';
import { type Answerer, envelope } from './answers.js';
import type { AnswerOptions } from './options.js';

const retryAfterSeconds = 1; // about what an image takes

/** Lets an analyzer answer. A call has its place before its image is read, so that memory is bounded too. */
export function analysisAnswerer({ analyzer, concurrency = 1, maxQueue = 16 }: AnswerOptions): Answerer {
  let calls = 0;
  return async ({ validator, signal, image }) => {
    if (calls >= concurrency + maxQueue) {
      const refusal = validator.refuse('EXCEEDING_LIMITS', `${calls} images are being analyzed or wait for it; try again later.`);
      return envelope(refusal, { 'retry-after': String(retryAfterSeconds) });
    }
    calls += 1;
    try {
      return envelope(await responseTo(await image(), analyzer, signal, validator));
    } finally {
      calls -= 1;
    }
  };
}

/** An engine that is over is a refusal to the client; what ended it is not his to know. */
async function responseTo(image: Uint8Array, analyzer: ResponseSource, signal: AbortSignal, validator: ImageValidator): Promise<FaceAnalyzerResponse> {
  try {
    return await analyzer.analyze(image, { signal });
  } catch {
    return validator.refuse('PROCESSING_FAILURE', 'The engine broke down.');
  }
}
