/** A picture's place on a canvas. */
import type { DrawContext } from './context.js';
import type { Place, Rectangle } from './faces.js';

export interface View {
  /** Pixels of the canvas in one of the picture. */
  readonly scale: number;
  /** Where a place of the response lies on the canvas. A response counts from the centre of the first pixel, a canvas from its corner. */
  readonly at: (place: Place) => Place;
}

export function viewOf({ a, b, c, d, e, f }: ReturnType<DrawContext['getTransform']>): View {
  return {
    scale: Math.sqrt(Math.abs(a * d - b * c)),
    at: ({ x, y }) => ({ x: a * (x + 0.5) + c * (y + 0.5) + e, y: b * (x + 0.5) + d * (y + 0.5) + f }),
  };
}

/** The corners of a rectangle on the canvas, all round; its pixels are within. */
export function cornersOf({ at }: View, { left, top, width, height }: Rectangle): Place[] {
  const [x, y] = [left - 0.5, top - 0.5];
  return [at({ x, y }), at({ x: x + width, y }), at({ x: x + width, y: y + height }), at({ x, y: y + height })];
}
