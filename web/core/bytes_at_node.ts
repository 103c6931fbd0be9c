import { readFile } from 'node:fs/promises';
import { bytesAt as fetchedBytesAt } from './bytes_at.js';

/** The bytes at an address, as in `bytes_at.ts`, on Node: its fetch does not read files. */
export async function bytesAt(address: string | URL, signal?: AbortSignal): Promise<Uint8Array> {
  const url = new URL(address);
  return url.protocol === 'file:' ? readFile(url, { signal }) : fetchedBytesAt(url, signal);
}
