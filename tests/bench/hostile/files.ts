/** Of each kind of file the slowest of those that were tried, within 20 MB and 4095 pixels: made here, the same each time. */
import { runsBmp } from './bmp.js';
import { largeBlocks, largeCoefficients, noisyBlocks, refinedCoefficients, refinedDc, sameDc } from './intervals.js';
import { type Scan, writeJpeg } from './jpeg.js';
import { chunks, deepPng } from './png.js';

const side = 4095;
const limit = 20 * 1024 * 1024;
const restartInterval = 4096;
/** CMYK, all of full resolution: no JPEG has more blocks. */
const components = 4;
const ids = [1, 2, 3, 4] as const;
const jpeg = { side, components, restartInterval } as const;
const all = [1, 63] as const;

/** Bits of coefficients of 8-bit samples. */
const bits = 11;

/** What is written before the first bit in a scan, and for each further bit. */
interface Intervals {
  readonly dc: Uint8Array;
  readonly nextDc: Uint8Array;
  readonly ac: Uint8Array;
  readonly nextAc: Uint8Array;
}

/** Every bit in a scan of its own, from the highest that is taken down: of all DC coefficients, then of each component's AC coefficients, band by band. */
function bitByBit({ dc, nextDc, ac, nextAc }: Intervals, bands: readonly (readonly [number, number])[]): Scan[] {
  const steps = Array.from({ length: bits }, (_, step): readonly [number, number] => [step === 0 ? 0 : bits - step, bits - 1 - step]);
  const ofBand = (components: readonly number[], band: readonly [number, number], first: Uint8Array, next: Uint8Array): Scan[] =>
    steps.map((step, at) => ({ components, band, bits: step, interval: at === 0 ? first : next }));
  return [...ofBand(ids, [0, 0], dc, nextDc), ...ids.flatMap((id) => bands.flatMap((band) => ofBand([id], band, ac, nextAc)))];
}

const sequentialJpeg = (interval: Uint8Array): Uint8Array =>
  writeJpeg({ ...jpeg, coding: 'sequentialArithmetic', scans: [{ components: ids, band: [0, 63], bits: [0, 0], interval }] });

function refinedJpeg(): Uint8Array {
  const dc = sameDc(components * restartInterval);
  const nextDc = refinedDc(components * restartInterval);
  const ac = largeCoefficients(restartInterval, all, 1);
  return writeJpeg({ ...jpeg, coding: 'progressiveArithmetic', scans: bitByBit({ dc, nextDc, ac, nextAc: refinedCoefficients(restartInterval, all) }, [all]) });
}

/** Blocks of zeros, walked over in each scan. */
function walkedJpeg(): Uint8Array {
  const dc = new Uint8Array((components * restartInterval) / 8);
  const ac = new Uint8Array(2);
  const scans = bitByBit({ dc, nextDc: dc, ac, nextAc: ac }, [all]);
  // Two components' in bands of thirds: 99 scans.
  const bands = [[1, 21], [22, 42], [43, 63]] as const;
  const split = bands.flatMap((band) => scans.slice(-2 * bits).map((scan) => ({ ...scan, band })));
  return writeJpeg({ ...jpeg, coding: 'progressiveHuffman', scans: [...scans.slice(0, -2 * bits), ...split] });
}

/** The same scans over and over. */
function repeatedJpeg(): Uint8Array {
  const dc: Scan = { components: ids, band: [0, 0], bits: [0, 0], interval: sameDc(components * restartInterval) };
  const ac: Scan = { components: [1], band: all, bits: [0, 0], interval: largeCoefficients(restartInterval, all, bits - 1) };
  return writeJpeg({ ...jpeg, coding: 'progressiveArithmetic', scans: [dc, ...Array<Scan>(9).fill(ac)] });
}

export const hostileFiles: Readonly<Record<string, () => Uint8Array>> = {
  'JPEG, arithmetic, the largest coefficients': () =>
    sequentialJpeg(largeBlocks(components * restartInterval, bits - 1)),
  'JPEG, arithmetic, noise and as much as it may stand for': () =>
    sequentialJpeg(noisyBlocks(components * restartInterval, [1, 13], [14, 22], 8)),
  'JPEG, arithmetic, progressive, each bit in a scan of its own': refinedJpeg,
  'JPEG, arithmetic, progressive, the same scan nine times': repeatedJpeg,
  'JPEG, Huffman, progressive, 99 scans': walkedJpeg,
  'PNG, 16 bits, four channels': () => deepPng({ side }),
  'PNG, 16 bits, four channels, interlaced, thousands of codes': () => deepPng({ side, isInterlaced: true, emptyBlocks: Math.floor((limit - 11.3e6) / 31.25) }),
  'PNG, 700 thousand chunks': () => deepPng({ side, before: chunks('tEXt', limit - 11.3e6, 0) }),
  'PNG, profiles of 9 MB': () => deepPng({ side, before: chunks('iCCP', limit - 11.3e6, 4e6) }),
  'BMP, runs of two pixels': () => runsBmp(side),
};
