import assert from 'node:assert/strict';
import type { AnalyzeOptions } from '../../web/interface.js';
import { createNodeAnalyzer } from '../../web/node/analyzer.js';
import type { FaceAnalyzerData, FaceAnalyzerResponse } from '../../web/response.js';
import { assertLengths } from './lengths.js';
import { assertValid } from './schema.js';

/** The one analyzer of a test file. */
export const analyzer = await createNodeAnalyzer();

/** What was found in a photograph. */
export interface Analysed {
  readonly width: number;
  readonly height: number;
  readonly data: FaceAnalyzerData;
}

/** The response to an image file's bytes, which must be a valid one. */
export async function respond(bytes: Uint8Array, options?: AnalyzeOptions): Promise<FaceAnalyzerResponse> {
  const { response } = await analyzer.inspect(bytes, options);
  assertValid(response);
  if (response.data !== undefined) assertLengths(response.data);
  return response;
}

/** What is found in an image file's bytes. A refusal fails the test. */
export async function analyse(bytes: Uint8Array, options?: AnalyzeOptions): Promise<Analysed> {
  const { data, image_width: width, image_height: height, error_msg: reason } = await respond(bytes, options);
  assert.ok(data !== undefined && width !== undefined && height !== undefined, reason);
  return { width, height, data };
}

/** Asserts that an image file is refused with the contract's status and code, and gives the message about it. */
export async function assertRefused(bytes: Uint8Array, status: number, code: string, options?: AnalyzeOptions): Promise<string> {
  return assertRefusal(await respond(bytes, options), status, code);
}

/** Asserts that a response is the contract's refusal, to the last field, and gives the message about it. */
export function assertRefusal(response: FaceAnalyzerResponse, status: number, code: string): string {
  const { error_code_str, error_msg, error_detail: { code_message, message } } = response;
  assert.deepEqual(response, {
    request_id: '',
    log_id: '',
    error_code: status,
    error_code_str,
    error_msg,
    error_detail: { status_code: status, code, code_message, message },
  });
  assert.equal(error_code_str, code === 'ERROR_NO_FACE_IN_FILE' ? 'FILE_CONTENT_NON_COMPLIANCE' : code);
  assert.ok(error_msg.endsWith(` - ${message}`), error_msg);
  return message;
}
