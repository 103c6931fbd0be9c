import { type AssetSource, hexadecimal, type Shelf } from '../engine/asset_store.js';
import { assertFound, chunksOf } from '../engine/fetch.js';
import { missingAsset } from '../errors.js';

const cacheName = 'local-face-analyzer';

/** Files by fetch, kept in Cache Storage where the page has it: a page without HTTPS has none. */
export function browserSource(options: { readonly cache: boolean; readonly sha256Url: string }): AssetSource {
  return {
    read,
    shelf: options.cache && typeof caches !== 'undefined' ? cacheShelf : null,
    sha256: (bytes) => sha256(bytes, options.sha256Url),
  };
}

async function* read(url: string, { fresh, signal }: { readonly fresh: boolean; readonly signal: AbortSignal }): AsyncGenerator<Uint8Array, void, undefined> {
  const response = await fetch(url, { signal, credentials: 'same-origin', cache: fresh ? 'reload' : 'default' });
  assertFile(response);
  yield* chunksOf(response);
}

/**
 * Servers of single-page apps answer with the page whatever is asked for.
 * @throws Error that says in words what came instead of a file
 */
export function assertFile(response: Response): void {
  assertFound(response);
  if (response.headers.get('content-type')?.startsWith('text/html')) throw new Error('the answer was an HTML page');
}

const cacheShelf: Shelf = {
  async take(sha256) {
    const response = await (await caches.open(cacheName)).match(keyOf(sha256));
    return response === undefined ? null : new Uint8Array(await response.arrayBuffer());
  },
  async put(sha256, bytes) {
    const response = new Response(new Blob([bytes])); // of bytes themselves a cache takes twice as long, and its caller waits
    await (await caches.open(cacheName)).put(keyOf(sha256), response);
  },
  async retain(sha256s) {
    const cache = await caches.open(cacheName);
    const wanted = new Set([...sha256s].map(keyOf));
    await Promise.all((await cache.keys()).filter(({ url }) => !wanted.has(url)).map((request) => cache.delete(request)));
  },
};

/** Cache Storage's keys are addresses; nothing is ever fetched from this one. */
const keyOf = (sha256: string): string => new URL(`/${cacheName}/${sha256}`, location.origin).href;

/** The browser's own SHA-256; a page without HTTPS has none and loads one. */
async function sha256(bytes: Uint8Array<ArrayBuffer>, url: string): Promise<string> {
  if (typeof crypto.subtle !== 'undefined') return hexadecimal(await crypto.subtle.digest('SHA-256', bytes));
  const { sha256 } = await importSha256(url);
  return hexadecimal(sha256(bytes));
}

async function importSha256(url: string): Promise<{ readonly sha256: (bytes: Uint8Array) => Uint8Array }> {
  try {
    return await import(/* webpackIgnore: true */ /* @vite-ignore */ url);
  } catch (error) {
    throw missingAsset('sha256.js', url, error);
  }
}
