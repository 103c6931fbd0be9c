import type { Square } from './photographs.js';

/** Faces in the sample photographs, with the margin MediaPipe leaves around its detector's box (1.5 times the box). */
export const faces: readonly { readonly photograph: number; readonly square: Square }[] = [
  { photograph: 1, square: { left: 338, top: 350, side: 294 } },
  { photograph: 3, square: { left: 506, top: 306, side: 357 } },
  // Tilted, and close to the photograph's upper edge.
  { photograph: 4, square: { left: 612, top: 87, side: 247 } },
  { photograph: 6, square: { left: 568, top: 306, side: 372 } },
];

/** Clothes and grass: no face. */
export const faceless: { readonly photograph: number; readonly square: Square } = { photograph: 6, square: { left: 814, top: 1114, side: 372 } };
