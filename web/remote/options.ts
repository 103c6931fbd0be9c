import type { Rule } from '../checked.js';
import { FaceAnalyzerError } from '../errors.js';

/** The API's path; the proxy's too, so that a client of the API needs no other one. */
export const apiPath = '/api/portrait/analysis/face-analyzer-advanced';

/** The API itself. */
export const officialEndpoint = `https://www.ailabapi.com${apiPath}`;

/** How long an answer may take, upload included, where the caller says nothing; in ms. */
export const defaultTimeoutMs = 30_000;

/** What the remote client and the proxy take alike. */
export const sharedRules = {
  timeoutMs: wholeNumber(1, 2 ** 31 - 1), // as far as the platform's timers go
  wasm: ['a URL, bytes or a compiled WebAssembly.Module', (value) => typeof value === 'string' || typeof value === 'object'],
  fetch: ['a function', (value) => typeof value === 'function'],
} satisfies Record<string, Rule>;

export function wholeNumber(least: number, most: number): Rule {
  return [`a whole number from ${least} to ${most}`, (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most];
}

/**
 * Where to post to.
 * @param base what a relative address starts from
 * @throws FaceAnalyzerError 'invalid-argument'
 */
export function checkedAddress(name: string, address: unknown, base?: string): URL {
  const url = typeof address === 'string' || address instanceof URL ? parsed(address, base) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new FaceAnalyzerError('invalid-argument', `'${name}' takes an http or https address, without a name and password in it.`);
  }
  return url;
}

function parsed(address: string | URL, base: string | undefined): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}
