import type { BreakdownRefusals, LocalInspection } from '../engine/protocol.js';
import { type FaceAnalyzerError, messageOf } from '../errors.js';
import type { Inspection } from '../interface.js';
import type { FaceAnalyzerResponse } from '../response.js';

/** What is known of a photograph: perhaps no more than that it broke the engine. */
export type Outcome = Omit<LocalInspection, 'timings'> & Pick<Inspection, 'timings'>;

/** What a caller hears whose photograph broke the engine. */
export function outcomeOf(error: FaceAnalyzerError, refusals: BreakdownRefusals): Outcome {
  const code = isOutOfMemory(error.cause) ? 'ERROR_INSUFFICIENT_RESOURCES' : 'PROCESSING_FAILURE';
  return { response: withDetail(refusals[code], error.message), faces: [], timings: null };
}

function withDetail(refusal: FaceAnalyzerResponse, message: string): FaceAnalyzerResponse {
  return { ...refusal, error_msg: refusal.error_msg + message, error_detail: { ...refusal.error_detail, message } };
}

/** As V8, SpiderMonkey and JavaScriptCore say it; a stack that ran out is none. */
const isOutOfMemory = (cause: unknown): boolean => /out of memory|memory limit|allocat/i.test(messageOf(cause));
