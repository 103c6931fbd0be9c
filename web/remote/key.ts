import { FaceAnalyzerError } from '../errors.js';

/** The header that holds the API's key. */
export const keyHeader = 'ailabapi-api-key';

/**
 * Asserts that a key can stand in a header, and that it is no browser that holds it. No message repeats it.
 * @throws FaceAnalyzerError 'invalid-argument'
 */
export function checkKey(key: string): void {
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new FaceAnalyzerError('invalid-argument', "'apiKey' takes printable ASCII characters, and no spaces.");
  }
  if (inBrowser()) {
    throw new FaceAnalyzerError('invalid-argument', 'An API key in a browser is public: let the endpoint be a proxy that holds it.');
  }
}

/** Whether a text shows a key, as it is or with JSON's escapes. */
export function reveals(text: string, key: string | undefined): boolean {
  return key !== undefined && (text.includes(key) || unescaped(text).includes(key));
}

/** A text with the key struck out; where the key is only to be read behind JSON's escapes, nothing of the text is left. */
export function conceal(text: string, key: string | undefined): string {
  if (key === undefined) return text;
  const struck = text.replaceAll(key, '[key]');
  return reveals(struck, key) ? '[not shown, for it holds the key]' : struck;
}

function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\(.)/g, '$1');
}

/** Pages, and workers of every kind: only browsers call themselves Mozilla. */
function inBrowser(): boolean {
  return 'document' in globalThis || /^Mozilla\//.test(globalThis.navigator?.userAgent ?? '');
}
