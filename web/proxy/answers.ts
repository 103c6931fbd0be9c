import type { ImageValidator } from '../core/validator.js';
import type { FaceAnalyzerResponse } from '../response.js';

/** A request for an analysis. */
export interface Call {
  readonly validator: ImageValidator;
  /** Fires when the client is gone. */
  readonly signal: AbortSignal;
  /**
   * Reads the image, once.
   * @throws TooLarge, TooSlow, NoImage
   */
  image(): Promise<Uint8Array>;
}

/** Whoever answers: the remote API or an analyzer. */
export type Answerer = (call: Call) => Promise<Response>;

export type Headers = Readonly<Record<string, string>>;

/** A response of the API with the HTTP status that it tells. */
export function envelope(response: FaceAnalyzerResponse, headers: Headers = {}): Response {
  return Response.json(response, { status: response.error_code || 200, headers });
}

/** What is wrong with a request, and not with its image: the contract has no codes for that, so they are HTTP's. */
const notices = {
  400: ['BAD_REQUEST', 'The request is not HTTP.'],
  403: ['FORBIDDEN', 'The request is not allowed.'],
  404: ['NOT_FOUND', 'There is nothing at this path.'],
  405: ['METHOD_NOT_ALLOWED', 'The method is not allowed.'],
  408: ['REQUEST_TIMEOUT', 'The request came too slowly.'],
  431: ['REQUEST_HEADER_FIELDS_TOO_LARGE', 'The headers are too large.'],
} as const;

export type NoticeStatus = keyof typeof notices;

/** An answer about the request itself, in the shape of the contract's refusals, which the API's clients read. */
export function notice(status: NoticeStatus, message: string, headers: Headers = {}): Response {
  return envelope(noticeOf(status, message), headers);
}

export function noticeOf(status: NoticeStatus, message: string): FaceAnalyzerResponse {
  const [code, meaning] = notices[status];
  return {
    request_id: '',
    log_id: '',
    error_code: status,
    error_code_str: code,
    error_msg: `${meaning} - ${message}`,
    error_detail: { status_code: status, code, code_message: meaning, message },
  };
}
