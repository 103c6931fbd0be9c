import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { photographs as madeForPages } from '../browser/support/photographs.js';
import { corpusPath, samplePath } from '../support/files.js';
import { images } from '../support/images.js';
import { blank, encodeJpeg, encodePng, noisy, quarterTurns, turned } from '../support/pictures.js';
import { facePixels } from '../browser/support/photographs.js';
import { refusedImages } from '../support/refused_images.js';

export interface SoakPhotograph {
  readonly name: string;
  read(): Uint8Array;
}

/** Photographs of one kind, and how likely the kind is. */
export interface Kind {
  readonly share: number;
  readonly photographs: readonly SoakPhotograph[];
}

const plain = encodeJpeg(blank(4000, 4000));

/** Its pixels take more memory than any other's. */
export const largest: SoakPhotograph = { name: 'plain, 4000 x 4000', read: () => plain };

/** All that can be had here, by their kinds: what the tests make, the samples, and outside of the repository hostile files and faces. */
export function kindsOfPhotographs(): readonly Kind[] {
  const shared = path.dirname(corpusPath(''));
  return [
    { share: 0.3, photographs: made() },
    { share: 0.1, photographs: [1, 2, 3, 4, 5, 6].map((number) => file(samplePath(number))) },
    { share: 0.4, photographs: filesIn(path.join(shared, 'corpora')).map(file) },
    // Every hundredth is some dozens of faces.
    { share: 0.2, photographs: filesIn(path.join(shared, 'faces')).filter((_, index) => index % 100 === 0).map(file) },
  ].filter(({ photographs }) => photographs.length > 0);
}

function made(): SoakPhotograph[] {
  const all: Readonly<Record<string, Uint8Array>> = {
    ...madeForPages,
    ...images,
    ...refusedImages,
    'noise of 640 x 480': encodePng(noisy(640, 480)),
    'black, 4095 x 64': encodePng(blank(4095, 64)),
    'face upside down': encodePng(turned(facePixels, quarterTurns[180])),
  };
  return Object.entries(all).map(([name, bytes]) => ({ name, read: () => bytes }));
}

const file = (name: string): SoakPhotograph => ({ name, read: () => readFileSync(name) });

/** Every image file below a folder, in the order of their names; none where there is no such folder. */
function filesIn(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(jpe?g|png|bmp)$/i.test(name))
    .toSorted()
    .map((name) => path.join(folder, name));
}
