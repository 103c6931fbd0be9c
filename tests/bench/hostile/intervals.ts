/** Restart intervals that are as much work as their bytes can be. */
import { ArithmeticEncoder, evenChance } from './arithmetic_coder.js';

type Band = readonly [first: number, last: number];

/** Bins of DC coefficients stand from 0, those of AC coefficients behind. */
const acBins = 64;

/** Nonzero AC coefficients of more than 2 ** `category`: 5 + 2 * `category` decisions each, of which all but the sign are foreseen. */
function encodeLarge(encoder: ArithmeticEncoder, [first, last]: Band, category: number): void {
  for (let k = first; k <= last; k += 1) {
    const bin = acBins + 3 * (k - 1);
    encoder.encode(bin, 0); // more follow
    encoder.encode(bin + 1, 1); // and this one is not 0
    encoder.encode(evenChance, 0);
    encoder.encode(bin + 2, 1);
    encoder.encode(bin + 2, 1);
    const magnitudes = acBins + (k <= 5 ? 189 : 217);
    for (let bit = 1; bit <= category; bit += 1) encoder.encode(magnitudes + bit - 1, bit < category ? 1 : 0);
    for (let bit = 0; bit < category; bit += 1) encoder.encode(magnitudes + category - 1 + 14, 0);
  }
}

function encoded(count: number, encodeOne: (encoder: ArithmeticEncoder) => void): Uint8Array {
  const encoder = new ArithmeticEncoder();
  for (let at = 0; at < count; at += 1) encodeOne(encoder);
  return encoder.finish();
}

/** Blocks of an AC scan, the first of its band. */
export const largeCoefficients = (blocks: number, band: Band, category: number): Uint8Array =>
  encoded(blocks, (encoder) => encodeLarge(encoder, band, category));

/** Blocks of a sequential scan. */
export const largeBlocks = (blocks: number, category: number): Uint8Array =>
  encoded(blocks, (encoder) => {
    encoder.encode(0, 0);
    encodeLarge(encoder, [1, 63], category);
  });

/** Blocks of a refinement, whose coefficients, none of them 0, stay what they are. */
export const refinedCoefficients = (blocks: number, [first, last]: Band): Uint8Array =>
  encoded(blocks, (encoder) => {
    for (let k = first; k <= last; k += 1) encoder.encode(acBins + 3 * (k - 1) + 2, 0);
  });

/** DC coefficients that do not change. */
export const sameDc = (blocks: number): Uint8Array => encoded(blocks, (encoder) => encoder.encode(0, 0));

/** DC coefficients whose next bit is 0. */
export const refinedDc = (blocks: number): Uint8Array => encoded(blocks, (encoder) => encoder.encode(evenChance, 0));
