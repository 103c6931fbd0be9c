import { untilAborted } from '../until_aborted.js';

/** A request's body that is larger than it may be. */
export class TooLarge extends Error {}

/** A request's body that takes longer than it may. */
export class TooSlow extends Error {}

export interface BodyLimits {
  /** Of the whole body; no more is kept in memory. */
  readonly maxBytes: number;
  /** From the first byte that is waited for to the last. */
  readonly timeoutMs: number;
}

/**
 * A request's body, given up where it becomes too large, at once by its announced length, else as it comes, or too slow.
 * Most clients hear the answer only when they have sent everything: what is left is read and kept nowhere, as much again
 * at most, before it is cut.
 * @throws TooLarge, TooSlow, or why it broke off
 */
export async function bodyOf(request: Request, { maxBytes, timeoutMs }: BodyLimits): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length')) > maxBytes) throw new TooLarge();
  const reader = (request.body as ReadableStream<Uint8Array> | null)?.getReader();
  if (reader === undefined) return new Uint8Array();
  const late = AbortSignal.timeout(timeoutMs);
  try {
    return await untilAborted(untilAborted(readAll(reader, maxBytes, late), late), request.signal);
  } catch (error) {
    void passBy(reader, maxBytes);
    throw late.aborted ? new TooSlow() : error;
  }
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>, maxBytes: number, late: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    late.throwIfAborted(); // nobody waits any more: nothing is kept
    if (done) return joined(chunks, length);
    length += value.length;
    if (length > maxBytes) throw new TooLarge();
    chunks.push(value);
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}

async function passBy(reader: ReadableStreamDefaultReader<Uint8Array>, mostBytes: number): Promise<void> {
  try {
    for (let length = 0; length <= mostBytes; ) {
      const { done, value } = await reader.read();
      if (done) return;
      length += value.length;
    }
    await reader.cancel();
  } catch {
    // It broke off: nothing is left to be read.
  }
}
