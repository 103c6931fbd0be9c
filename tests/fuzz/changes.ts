import { crc32 } from 'node:zlib';
import { randomNumbers } from '../evaluate/random.js';
import type { FuzzRecord } from './transcripts.js';

/** Where files come from: any of so many, and the words that files of their kinds hold. */
export interface Pool {
  readonly count: number;
  read(index: number): Uint8Array;
  readonly words: readonly Uint8Array[];
}

const longest = 1 << 16; // bytes of a file, as libFuzzer's
const longestScript = 600; // of an analysis in which every network is asked some of it is left

/** Files of a pool, changed by chance, with scripts by chance: the same ones for the same seed, without end. */
export function* changedFiles(seed: number, pool: Pool): Generator<FuzzRecord, never> {
  const random = randomNumbers(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => below(256));
  const anyFile = (): Uint8Array => pool.read(below(pool.count)).subarray(0, longest);
  const spliced = (file: Uint8Array, at: number, removed: number, added: Uint8Array): Uint8Array => Buffer.concat([file.subarray(0, at), added, file.subarray(at + removed)]);
  const ways: readonly ((file: Uint8Array, at: number) => Uint8Array)[] = [
    (file, at) => file.subarray(0, at),
    (file, at) => spliced(file, at, 1, Uint8Array.of((file[at] ?? 0) ^ (1 << below(8)))),
    (file, at) => spliced(file, at, 1, Uint8Array.of(below(2) === 0 ? 0 : 255)),
    (file, at) => spliced(file, at, 0, bytes(1 + below(9))),
    (file, at) => spliced(file, at, 1 + below(9), Uint8Array.of()),
    (file, at) => {
      const word = pool.words[below(pool.words.length)] ?? Uint8Array.of();
      return spliced(file, at, below(2) * word.length, word);
    },
    (file, at) => {
      const other = anyFile();
      return spliced(file, at, file.length, other.subarray(below(other.length)));
    },
    (file, at) => {
      const from = below(file.length + 1);
      return spliced(file, at, 0, file.subarray(from, from + below(64)));
    },
  ];
  for (;;) {
    let file = anyFile();
    for (let count = below(6); count > 0; count -= 1) file = ways[below(ways.length)]?.(file, below(file.length + 1)) ?? file;
    yield { script: bytes(below(longestScript)), file: below(4) === 0 ? file : withChecksums(file) };
  }
}

/** A PNG with its chunks' checksums put right, without which nothing behind them is reached; any other file as it is. */
function withChecksums(file: Uint8Array): Uint8Array {
  const copy = Buffer.from(file);
  if (copy.subarray(1, 4).toString('latin1') !== 'PNG') return file;
  for (let at = 8; at + 12 <= copy.length;) {
    const end = at + 8 + copy.readUInt32BE(at);
    if (end + 4 > copy.length) break;
    copy.writeUInt32BE(crc32(copy.subarray(at + 4, end)), end);
    at = end + 4;
  }
  return copy;
}

/** The words of a dictionary in libFuzzer's notation. */
export function wordsOf(dictionary: string): Uint8Array[] {
  return [...dictionary.matchAll(/"((?:\\x[0-9a-f]{2}|[^"])*)"/gi)].map(([, word = '']) => {
    return Buffer.from(word.replaceAll(/\\x(..)/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16))), 'latin1');
  });
}
