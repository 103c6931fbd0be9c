/**
 * The bytes at an address.
 * @throws Error where there are none, the signal's reason where it fires
 */
export async function bytesAt(address: string | URL, signal?: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(address, { signal: signal ?? null });
  if (!response.ok) throw new Error(`the server answers with status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
