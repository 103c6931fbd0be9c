/** The photographs that are analysed: made of those in packages, the same each time. */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { normalNumbers } from '../evaluate/random.js';
import { samplePath } from '../support/files.js';
import { pattern } from '../support/patterns.js';

/** A woman's face and shoulders, about 300 pixels wide. */
const portrait = { left: 350, top: 300, width: 300, height: 330 };
const jpeg = { quality: 90 };
const large = { width: 3024, height: 4032 };

/** A photograph's left border, blurred by its enlargement: nobody in it. */
const background = async (width: number, height: number): Promise<Buffer> =>
  sharp(samplePath(1)).extract({ left: 0, top: 0, width: 240, height: 180 }).resize(width, height, { fit: 'cover' }).png().toBuffer();

async function threeFaces(): Promise<Buffer> {
  const faces = await Promise.all([900, 700, 400].map(async (side) =>
    sharp(samplePath(1)).extract(portrait).resize(side, side, { fit: 'cover' }).toBuffer()));
  const places = [{ left: 300, top: 500 }, { left: 1700, top: 1200 }, { left: 900, top: 2800 }];
  const pasted = faces.map((input, index) => ({ input, ...places[index] }));
  return sharp(await background(large.width, large.height)).composite(pasted).jpeg(jpeg).toBuffer();
}

/** A plain wall is no test of a search: fine grain lies over all of it. */
async function nobody(): Promise<Buffer> {
  const normal = normalNumbers(1);
  const { width, height } = { width: 1512, height: 2016 };
  const grain = Uint8ClampedArray.from({ length: 3 * width * height }, () => 128 + 25 * normal());
  const noise = await sharp(grain, { raw: { width, height, channels: 3 } }).resize(large.width, large.height).png().toBuffer();
  return sharp(await background(large.width, large.height)).composite([{ input: noise, blend: 'soft-light' }]).jpeg(jpeg).toBuffer();
}

const makes = {
  'one face, 256x256': async () => sharp(samplePath(1)).extract(portrait).resize(256, 256, { fit: 'cover' }).jpeg(jpeg).toBuffer(),
  'one face, 640x480': async () => sharp(samplePath(1)).extract({ left: 320, top: 280, width: 400, height: 300 }).resize(640, 480).jpeg(jpeg).toBuffer(),
  'group of five, 2.7 MP': async () => readFileSync(samplePath(5)),
  'portrait, 12 MP': async () => sharp(samplePath(1)).extract(portrait).resize(large.width, large.height, { fit: 'cover' }).jpeg(jpeg).toBuffer(),
  'three faces, 12 MP': threeFaces,
  'nobody, 12 MP': nobody,
  'nobody in tiles, 12 MP': async () => pattern('tiles', large),
  'portrait, 4095x4095': async () => sharp(samplePath(1)).extract(portrait).resize(4095, 4095, { fit: 'cover' }).jpeg(jpeg).toBuffer(),
} satisfies Readonly<Record<string, () => Promise<Buffer>>>;

export type PhotographName = keyof typeof makes;

export const photographNames = Object.keys(makes) as PhotographName[];

export const photograph = async (name: PhotographName): Promise<Uint8Array> => new Uint8Array(await makes[name]());
