/** JPEG's binary arithmetic coder (ITU-T T.81, annex D), the encoder: only a decoder is anywhere else. */

/**
 * The states of a probability (table D.3): its size in hexadecimal, the next state after a symbol that is less probable, and after one that is
 * more; `s` where the two change places. The last one, an even chance, never changes.
 */
const states = `
  5a1d.1.1s 2586.14.2 1114.16.3 080b.18.4 03d8.20.5 01da.23.6 00e5.25.7 006f.28.8 0036.30.9 001a.33.10 000d.35.11 0006.9.12 0003.10.13 0001.12.13
  5a7f.15.15s 3f25.36.16 2cf2.38.17 207c.39.18 17b9.40.19 1182.42.20 0cef.43.21 09a1.45.22 072f.46.23 055c.48.24 0406.49.25 0303.51.26 0240.52.27
  01b1.54.28 0144.56.29 00f5.57.30 00b7.59.31 008a.60.32 0068.62.33 004e.63.34 003b.32.35 002c.33.9 5ae1.37.37s 484c.64.38 3a0d.65.39 2ef1.67.40
  261f.68.41 1f33.69.42 19a8.70.43 1518.72.44 1177.73.45 0e74.74.46 0bfb.75.47 09f8.77.48 0861.78.49 0706.79.50 05cd.48.51 04de.50.52 040f.50.53
  0363.51.54 02d4.52.55 025c.53.56 01f8.54.57 01a4.55.58 0160.56.59 0125.57.60 00f6.58.61 00cb.59.62 00ab.61.63 008f.61.32 5b12.65.65s 4d04.80.66
  412c.81.67 37d8.82.68 2fe8.83.69 293c.84.70 2379.86.71 1edf.87.72 1aa9.87.73 174e.72.74 1424.72.75 119c.74.76 0f6b.74.77 0d51.75.78 0bb6.77.79
  0a40.77.48 5832.80.81s 4d1c.88.82 438e.89.83 3bdd.90.84 34ee.91.85 2eae.92.86 299a.93.87 2516.86.71 5570.88.89s 4ca9.95.90 44d9.96.91 3e22.97.92
  3824.99.93 32b4.99.94 2e17.93.86 56a8.95.96s 4f46.101.97 47e5.102.98 41cf.103.99 3c3d.104.100 375e.99.93 5231.105.102 4c0f.106.103 4639.107.104
  415e.103.99 5627.105.106s 50e7.108.107 4b85.109.103 5597.110.109 504f.111.107 5a10.110.111s 5522.112.109 59eb.112.111s 5a1d.113.113
`.trim().split(/\s+/).map((state) => {
  const [size = '', less = '', more = ''] = state.split('.');
  return { size: parseInt(size, 16), less: Number(less), more: parseInt(more, 10), exchanges: state.endsWith('s') };
});

function nowhere(kind: number): never {
  throw new RangeError(`there is no decision ${kind}`);
}

/** The kind of decision whose two symbols are always equally probable. */
export const evenChance = 1023;

export class ArithmeticEncoder {
  /** By the kind of decision: the state, and the symbol that is more probable. */
  readonly #states = new Uint8Array(evenChance + 1).fill(states.length - 1, evenChance);
  readonly #symbols = new Uint8Array(evenChance + 1);
  readonly #bytes: number[] = [];
  /** The interval's size and its start, and how many shifts are left until a byte of it is certain. */
  #size = 0x10000;
  #start = 0;
  #shifts = 11;

  /** The decision of this kind, from 0 to `evenChance`, is `symbol`. */
  encode(kind: number, symbol: 0 | 1): void {
    const { size, less, more, exchanges } = states[this.#states[kind] ?? NaN] ?? nowhere(kind);
    this.#size -= size;
    const isMoreProbable = symbol === this.#symbols[kind];
    if (isMoreProbable && this.#size >= 0x8000) return;
    // The larger part is the more probable symbol's, whichever that is.
    if (isMoreProbable === this.#size < size) {
      this.#start += this.#size;
      this.#size = size;
    }
    if (!isMoreProbable && exchanges) this.#symbols[kind] = symbol;
    this.#states[kind] = isMoreProbable ? more : less;
    this.#renormalise();
  }

  /** The bytes of all decisions, 0xFF escaped. */
  finish(): Uint8Array {
    const end = (this.#start + this.#size - 1) & ~0xffff;
    const start = (end < this.#start ? end + 0x8000 : end) * 2 ** this.#shifts;
    this.#add(Math.floor(start / 2 ** 19));
    this.#add(Math.floor(start / 2 ** 11) & 0xff);
    return Uint8Array.from(this.#bytes.flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte])));
  }

  #renormalise(): void {
    do {
      this.#size *= 2;
      this.#start *= 2;
      this.#shifts -= 1;
      if (this.#shifts > 0) continue;
      this.#add(Math.floor(this.#start / 2 ** 19));
      this.#start %= 2 ** 19;
      this.#shifts = 8;
    } while (this.#size < 0x8000);
  }

  /** A byte, and with its ninth bit a carry into those before it. */
  #add(byte: number): void {
    for (let at = this.#bytes.length - 1, carry = byte >> 8; carry > 0; at -= 1) {
      const sum = (this.#bytes[at] ?? 0) + carry;
      this.#bytes[at] = sum & 0xff;
      carry = sum >> 8;
    }
    this.#bytes.push(byte & 0xff);
  }
}
