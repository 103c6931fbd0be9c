import { samplePhotograph } from '../models/photographs.js';
import { cropped, encodeJpeg, encodePng, greyBmp } from './pictures.js';

const face = cropped(samplePhotograph(1), { left: 380, top: 320, width: 220, height: 280 });

/** Small image files that are refused by nobody who does not look for faces; the JPEG and the PNG show one. */
export const images = {
  jpeg: new Uint8Array(encodeJpeg(face)),
  png: new Uint8Array(encodePng(face)),
  bmp: new Uint8Array(greyBmp(64, 64)),
} as const;
