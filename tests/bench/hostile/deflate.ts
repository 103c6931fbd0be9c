/** zlib streams that ask for as much work as their bytes can. */

/** Bits as deflate has them: bytes from their lowest bit up. */
class Bits {
  readonly #pieces: Buffer[] = [];
  /** Bits of a byte that is not complete. */
  #rest = '';

  add(bits: string): this {
    const all = this.#rest + bits;
    const whole = all.length - (all.length % 8);
    this.#pieces.push(packed(all.slice(0, whole)));
    this.#rest = all.slice(whole);
    return this;
  }

  /** The same bits over and over: eight times they are whole bytes, wherever they begin. */
  repeat(bits: string, count: number): this {
    const eight = bits.repeat(8);
    const groups = Math.floor(count / 8);
    if (groups > 0) this.add(eight);
    if (groups > 1) this.#pieces.push(Buffer.alloc(bits.length * (groups - 1), packed(this.#rest + eight.slice(0, eight.length - this.#rest.length))));
    return this.add(bits.repeat(count % 8));
  }

  finish(): Buffer {
    return Buffer.concat([...this.#pieces, packed(this.#rest)]);
  }
}

const packed = (bits: string): Buffer =>
  Buffer.from((bits.match(/.{1,8}/g) ?? []).map((byte) => parseInt([...byte.padEnd(8, '0')].reverse().join(''), 2)));

/** Codes of these lengths, symbol by symbol; 0 is none (RFC 1951, 3.2.2). */
function codesOf(lengths: readonly number[]): readonly string[] {
  const codes = lengths.map(() => '');
  let next = 0;
  for (let length = 1; length <= 15; length += 1, next *= 2) {
    lengths.forEach((of, symbol) => {
      if (of === length) codes[symbol] = (next++).toString(2).padStart(length, '0');
    });
  }
  return codes;
}

/** The order in which a block says how long the codes of code lengths are. */
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const zeroRun = 18;

const inBits = (value: number, bits: number): string => [...value.toString(2).padStart(bits, '0')].reverse().join('');

/** Lengths as they are written: each by itself, or a run of 11 zeros and more. */
function written(lengths: readonly number[]): { readonly symbol: number; readonly extra: string }[] {
  const symbols: { readonly symbol: number; readonly extra: string }[] = [];
  for (let at = 0; at < lengths.length;) {
    const other = lengths.findIndex((length, index) => index >= at && length !== 0);
    const zeros = Math.min((other < 0 ? lengths.length : other) - at, 138);
    symbols.push(zeros < 11 ? { symbol: lengths[at] ?? 0, extra: '' } : { symbol: zeroRun, extra: inBits(zeros - 11, 7) });
    at += zeros < 11 ? 1 : zeros;
  }
  return symbols;
}

/** The beginning of a block with codes of these lengths, for literals and for distances. */
function blockStart(isLast: boolean, literals: readonly number[], distances: readonly number[]): string {
  const symbols = written([...literals, ...distances]);
  const used = lengthOrder.filter((length) => symbols.some(({ symbol }) => symbol === length));
  const depth = Math.ceil(Math.log2(used.length));
  const spare = lengthOrder.filter((length) => !used.includes(length)).slice(0, 2 ** depth - used.length); // no code may be nobody's
  const depths = lengthOrder.map((_, length) => (used.includes(length) || spare.includes(length) ? depth : 0));
  const codes = codesOf(depths);
  return [
    inBits(isLast ? 1 : 0, 1), inBits(2, 2), inBits(literals.length - 257, 5), inBits(distances.length - 1, 5), inBits(lengthOrder.length - 4, 4),
    ...lengthOrder.map((length) => inBits(depths[length] ?? 0, 3)),
    ...symbols.map(({ symbol, extra }) => (codes[symbol] ?? '') + extra),
  ].join('');
}

/** Of `count` symbols the last 16 have codes of 1, 2, 3 and so on up to 15 and 15 bits: few bytes say so, and a decoder makes its longest tables of them. */
const falling = (count: number): number[] => Array.from({ length: count }, (_, symbol) => Math.max(0, Math.min(symbol - (count - 17), 15)));

/** A block of nothing but its codes. */
function emptyBlock(): string {
  const literals = falling(257);
  return blockStart(false, literals, falling(30)) + (codesOf(literals)[256] ?? '');
}

/** zlib's checksum of so many bytes of 4. */
function checksum(count: number): Buffer {
  const n = BigInt(count);
  const [low, high] = [1n + 4n * n, n + 2n * n * (n + 1n)].map((sum) => Number(sum % 65521n));
  const bytes = Buffer.alloc(4);
  bytes.writeUInt16BE(high ?? 0, 0);
  bytes.writeUInt16BE(low ?? 0, 2);
  return bytes;
}

/**
 * A stream of so many bytes of 4, copied three by three: one byte of it is twelve. Before them come blocks without any.
 * @param emptyBlocks 34 bytes each
 */
export function stream(bytes: number, emptyBlocks: number): Buffer {
  const literals = Array.from({ length: 258 }, (_, symbol) => (symbol === 257 ? 1 : symbol === 4 || symbol === 256 ? 2 : 0)); // 257: three bytes
  const codes = codesOf(literals);
  const first = 3 + (bytes % 3);
  const bits = new Bits().add(inBits(0x0178, 16)).repeat(emptyBlock(), emptyBlocks);
  bits.add(blockStart(true, literals, [1])).repeat(codes[4] ?? '', first).repeat(`${codes[257] ?? ''}0`, (bytes - first) / 3).add(codes[256] ?? '');
  return Buffer.concat([bits.finish(), checksum(bytes)]);
}
