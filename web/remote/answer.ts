import { FaceAnalyzerError } from '../errors.js';
import { conceal } from './key.js';

/** What the remote API sent, the key struck out. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: string | null;
  /** Where it sends the client instead of answering; null where it answers. */
  readonly redirect: string | null;
  readonly text: string;
}

/** Reads a response to its end. */
export async function received(response: Response, key: string | undefined): Promise<Answer> {
  const { status, headers } = response;
  const shown = (name: string): string | null => headers.has(name) ? conceal(headers.get(name) ?? '', key) : null;
  return {
    status,
    contentType: shown('content-type') ?? 'no content type',
    retryAfter: headers.get('retry-after'),
    redirect: response.type === 'opaqueredirect' ? 'where the browser does not tell' : shown('location'),
    text: conceal(await response.text(), key),
  };
}

const shownCharacters = 200;

/** The error about an answer that is none of the API's; it says what came. */
export function unexpected(why: string, { status, contentType, redirect, text }: Answer): FaceAnalyzerError {
  const came = [`status ${status}`, contentType, ...(redirect === null ? [] : [`redirected to ${redirect}`]), JSON.stringify(text.slice(0, shownCharacters))];
  return new FaceAnalyzerError('remote-failed', `The remote API's answer ${why}: ${came.join(', ')}`);
}
