import { readFileSync } from 'node:fs';
import { samplePhotograph } from '../../models/photographs.js';
import { samplePath } from '../../support/files.js';
import { blank, cropped, encodePng, noisy, shrunk } from '../../support/pictures.js';

/** One face, 100 pixels wide, in 220 x 280 pixels. */
export const facePixels = shrunk(cropped(samplePhotograph(3), { left: 465, top: 180, width: 440, height: 560 }), 0.5);

/** Image files by the name under which pages find them too. */
export const photographs = {
  /** Three faces in 1920 x 1350 pixels. */
  'group.jpg': new Uint8Array(readFileSync(samplePath(3))),
  'face.png': encodePng(facePixels),
  /** Refused: no face. */
  'noise.png': encodePng(noisy(200, 200)),
  /** Refused: fewer pixels than the contract asks for. */
  'small.png': encodePng(blank(20, 20)),
} as const;

export type PhotographName = keyof typeof photographs;
