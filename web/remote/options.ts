import { FaceAnalyzerError } from '../errors.js';

/** The API's path; the proxy's too, so that a client of the API needs no other one. */
export const apiPath = '/api/portrait/analysis/face-analyzer-advanced';

/** How long an answer may take, upload included, where the caller says nothing; in ms. */
export const defaultTimeoutMs = 30_000;

const longestTimeoutMs = 2 ** 31 - 1; // of the platform's timers

/** @throws FaceAnalyzerError 'invalid-argument' */
export function checkTimeout(timeoutMs: number): void {
  checkWholeNumber('timeoutMs', timeoutMs, 1, longestTimeoutMs);
}

/** @throws FaceAnalyzerError 'invalid-argument' */
export function checkWholeNumber(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new FaceAnalyzerError('invalid-argument', `${name} must be a whole number from ${least} to ${most}`);
  }
}

/**
 * Where to post to. In browsers an address may be relative to the page.
 * @throws FaceAnalyzerError 'invalid-argument'
 */
export function checkedAddress(name: string, address: string | URL): URL {
  const url = parsed(address);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new FaceAnalyzerError('invalid-argument', `${name} must be an http or https address, without a name and password in it`);
  }
  return url;
}

function parsed(address: string | URL): URL | null {
  try {
    return new URL(address, (globalThis.location as Location | undefined)?.href);
  } catch {
    return null;
  }
}
