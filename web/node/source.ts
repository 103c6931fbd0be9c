import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AssetSource } from '../engine/asset_store.js';
import { chunksOf } from '../engine/fetch.js';

/** Node's fetch, and files of the disk, which say their length as a server does. */
export async function open(url: string, signal: AbortSignal): Promise<Response> {
  if (new URL(url).protocol !== 'file:') return fetch(url, { signal });
  const file = await openAsBlob(fileURLToPath(url));
  return new Response(file, { headers: { 'content-length': String(file.size) } });
}

/** The package's files lie on the disk; an `assetBase` may lead elsewhere. */
export const nodeSource: AssetSource = {
  read: async function* (url, { signal }) {
    yield* chunksOf(await open(url, signal));
  },
  shelf: null,
  sha256: async (bytes) => createHash('sha256').update(bytes).digest('hex'),
};
