import { FaceAnalyzerError } from '../errors.js';
import { keyHeader } from '../remote/key.js';

/** The keys of those who may ask. */
export class ClientKeys {
  readonly #digests: readonly Promise<Uint8Array>[];

  /** @throws FaceAnalyzerError 'invalid-argument', whose message repeats no key */
  constructor(keys: readonly string[]) {
    if (keys.length === 0 || !keys.every((key) => typeof key === 'string' && /^[\x21-\x7e]+$/.test(key))) {
      throw new FaceAnalyzerError('invalid-argument', "'clientKeys' takes one key or more, each of printable ASCII characters without spaces.");
    }
    this.#digests = keys.map(digestOf);
  }

  /** Whether a request brings one of the keys, as the API's clients do or as Authorization: Bearer. How long that takes tells nothing about them. */
  async allow(request: Request): Promise<boolean> {
    const given = await digestOf(keyOf(request));
    const equal = (await Promise.all(this.#digests)).map((digest) => isEqual(digest, given));
    return equal.includes(true);
  }
}

function keyOf({ headers }: Request): string {
  return headers.get(keyHeader) ?? /^bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? '';
}

async function digestOf(key: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key)));
}

/** Over all bytes, whatever the first ones say. Node's timingSafeEqual, for every platform. */
function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.reduce((difference, byte, index) => difference | (byte ^ (other[index] ?? 0)), 0) === 0;
}
