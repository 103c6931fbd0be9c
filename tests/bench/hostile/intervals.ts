/** Restart intervals that are as much work as their bytes can be. */
import { randomNumbers } from '../../evaluate/random.js';
import { ArithmeticEncoder, evenChance } from './arithmetic_coder.js';

type Band = readonly [first: number, last: number];

/** Bins of DC coefficients stand from 0, those of AC coefficients behind. */
const acBins = 64;

/** A nonzero AC coefficient of more than 2 ** `category`: 5 + 2 * `category` decisions. */
function encodeCoefficient(encoder: ArithmeticEncoder, k: number, category: number, bit: () => 0 | 1): void {
  const bin = acBins + 3 * (k - 1);
  encoder.encode(bin, 0); // more follow
  encoder.encode(bin + 1, 1); // and this one is not 0
  encoder.encode(evenChance, bit());
  encoder.encode(bin + 2, 1);
  encoder.encode(bin + 2, 1);
  const magnitudes = acBins + (k <= 5 ? 189 : 217);
  for (let at = 1; at <= category; at += 1) encoder.encode(magnitudes + at - 1, at < category ? 1 : 0);
  for (let at = 0; at < category; at += 1) encoder.encode(magnitudes + category - 1 + 14, bit());
}

/** Such coefficients of which all but the sign is foreseen. */
function encodeLarge(encoder: ArithmeticEncoder, [first, last]: Band, category: number): void {
  for (let k = first; k <= last; k += 1) encodeCoefficient(encoder, k, category, () => 0);
}

/** Such coefficients of which nothing is, of categories up to this one. */
function encodeNoise(encoder: ArithmeticEncoder, [first, last]: Band, category: number, random: () => number): void {
  const bit = (): 0 | 1 => (random() < 0.5 ? 0 : 1);
  for (let k = first; k <= last; k += 1) encodeCoefficient(encoder, k, 1 + Math.floor(category * random()), bit);
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

/** Blocks of a sequential scan: noise in the lower coefficients, then large ones. */
export function noisyBlocks(blocks: number, noise: Band, large: Band, category: number): Uint8Array {
  const random = randomNumbers(1);
  return encoded(blocks, (encoder) => {
    encoder.encode(0, 0);
    encodeNoise(encoder, noise, category, random);
    encodeLarge(encoder, large, category);
    if (large[1] < 63) encoder.encode(acBins + 3 * large[1], 1); // the end of the block
  });
}

/** Blocks of a refinement, whose coefficients, none of them 0, stay what they are. */
export const refinedCoefficients = (blocks: number, [first, last]: Band): Uint8Array =>
  encoded(blocks, (encoder) => {
    for (let k = first; k <= last; k += 1) encoder.encode(acBins + 3 * (k - 1) + 2, 0);
  });

/** DC coefficients that do not change. */
export const sameDc = (blocks: number): Uint8Array => encoded(blocks, (encoder) => encoder.encode(0, 0));

/** DC coefficients whose next bit is 0. */
export const refinedDc = (blocks: number): Uint8Array => encoded(blocks, (encoder) => encoder.encode(evenChance, 0));
