import type { ImageValidator } from '../core/validator.js';
import type { FaceAnalyzerResponse } from '../response.js';

/** A request for an analysis. */
export interface Call {
  readonly validator: ImageValidator;
  /** Fires when the client is gone. */
  readonly signal: AbortSignal;
  /**
   * Reads the image, once.
   * @throws TooLarge, NoImage
   */
  image(): Promise<Uint8Array>;
}

/** Whoever answers: the remote API or an analyzer. */
export type Answerer = (call: Call) => Promise<Response>;

/** A response of the API with the HTTP status that it tells. */
export function envelope(response: FaceAnalyzerResponse, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(response, { status: response.error_code || 200, headers });
}

/** An answer about the request itself. */
export function notice(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } });
}
