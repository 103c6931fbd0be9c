import sharp, { type Sharp } from 'sharp';
import { normalNumbers } from './random.js';
import { turnedClockwise } from './turning.js';

/** What is done to a photograph before it is analysed. */
export type Change =
  /** The border's pixels continued outwards on every side, by a part of that side's length. */
  | { readonly kind: 'margin'; readonly part: number }
  /** Nothing: the copy that the others are compared with. */
  | { readonly kind: 'clean' }
  /** Gaussian blur; sigma in pixels. */
  | { readonly kind: 'blur'; readonly sigma: number }
  /** Gaussian noise in each colour; sigma in steps of 255. The same pattern for the same seed, whatever its strength. */
  | { readonly kind: 'noise'; readonly sigma: number; readonly seed: number }
  /** Every value, 0 to 1, to this power. */
  | { readonly kind: 'dark'; readonly gamma: number }
  /** About the middle, clockwise on screen; what comes in from outside is the border continued. */
  | { readonly kind: 'turn'; readonly degrees: number }
  /** Left and right exchanged. */
  | { readonly kind: 'mirror' };

/** RGB pixels, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

sharp.concurrency(1); // there is a worker for every core

/** A changed copy of an image file: the margin as JPEG, as tight crops come; else PNG, which adds no change of its own. */
export async function changed(file: Uint8Array, change: Change): Promise<Uint8Array> {
  const photograph = sharp(file).toColourspace('srgb').removeAlpha();
  switch (change.kind) {
    case 'margin':
      return withMargin(await pixelsOf(photograph), change.part);
    case 'clean':
      return asPng(photograph);
    case 'blur':
      return asPng(photograph.blur({ sigma: change.sigma, precision: 'float', minAmplitude: 0.001 }));
    case 'noise':
      return asPng(fromPixels(noisy(await pixelsOf(photograph), change)));
    case 'dark':
      return asPng(fromPixels(darkened(await pixelsOf(photograph), change.gamma)));
    case 'turn':
      return asPng(fromPixels(turnedClockwise(await pixelsOf(photograph), change.degrees)));
    case 'mirror':
      return asPng(photograph.flop());
  }
}

async function pixelsOf(photograph: Sharp): Promise<Pixels> {
  const { data, info: { width, height } } = await photograph.raw().toBuffer({ resolveWithObject: true });
  return { width, height, data };
}

function fromPixels({ data, width, height }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

async function asPng(photograph: Sharp): Promise<Uint8Array> {
  return photograph.png({ compressionLevel: 1 }).toBuffer();
}

async function withMargin(pixels: Pixels, part: number): Promise<Uint8Array> {
  const [across, down] = [Math.round(pixels.width * part), Math.round(pixels.height * part)];
  return fromPixels(pixels)
    .extend({ left: across, right: across, top: down, bottom: down, extendWith: 'copy' })
    .jpeg({ quality: 95 })
    .toBuffer();
}

function noisy({ data, ...size }: Pixels, { sigma, seed }: { readonly sigma: number; readonly seed: number }): Pixels {
  const normal = normalNumbers(seed);
  const clamped = Uint8ClampedArray.from(data, (value) => value + sigma * normal());
  return { ...size, data: new Uint8Array(clamped.buffer) };
}

function darkened({ data, ...size }: Pixels, gamma: number): Pixels {
  const table = Uint8Array.from({ length: 256 }, (_, value) => Math.round(255 * (value / 255) ** gamma));
  return { ...size, data: data.map((value) => table[value] ?? 0) };
}
