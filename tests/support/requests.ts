import assert from 'node:assert/strict';
import type { FaceAnalyzerResponse } from '../../web/response.js';
import { apiPath } from '../../web/remote/options.js';
import { assertRefusal } from './analysis.js';
import { assertValid } from './schema.js';

/** Where the proxy under test believes to be. */
export const proxyOrigin = 'https://proxy.example';
export const proxyAddress = proxyOrigin + apiPath;

/** A form with an image file, as any client of the API sends it. */
export function formWith(image: Uint8Array): FormData {
  const form = new FormData();
  form.append('image', new Blob([image as Uint8Array<ArrayBuffer>]), 'holiday.jpg');
  return form;
}

/** A request to the proxy. */
export function post(body: RequestInit['body'], headers: Readonly<Record<string, string>> = {}, signal: AbortSignal | null = null): Request {
  return new Request(proxyAddress, { method: 'POST', headers, body: body ?? null, signal });
}

/** Asserts that the proxy answers with the contract's refusal, its HTTP status too, and gives the message about it. */
export async function assertRefusedBy(answer: Response, status: number, code: string): Promise<string> {
  assert.equal(answer.status, status);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
  const response = (await answer.json()) as FaceAnalyzerResponse;
  assertValid(response);
  return assertRefusal(response, status, code);
}
