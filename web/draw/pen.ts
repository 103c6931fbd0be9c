/** Shapes on a canvas, all in its own pixels. */
import type { DrawContext } from './context.js';
import type { Place } from './faces.js';
import type { Colours } from './options.js';

export interface Pen {
  readonly context: DrawContext;
  readonly colours: Colours;
  /** Width of a fine line. */
  readonly unit: number;
}

/** A line twice: dark and wide below, so that it shows on any picture. */
export function strokeTwice({ context, colours, unit }: Pen, colour: string, width: number): void {
  context.lineWidth = (width + 1.5) * unit;
  context.strokeStyle = colours.edge;
  context.stroke();
  context.lineWidth = width * unit;
  context.strokeStyle = colour;
  context.stroke();
}

export function pathOf({ context }: Pen, places: readonly Place[]): void {
  context.beginPath();
  for (const { x, y } of places) context.lineTo(x, y);
}

export function pathOfCircles({ context }: Pen, centres: readonly Place[], radius: number): void {
  context.beginPath();
  for (const { x, y } of centres) {
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
}

/** A quadrangle with round corners. */
export function pathOfQuadrangle({ context, unit }: Pen, corners: readonly Place[]): void {
  const [first = origin, second = origin] = corners;
  const radius = Math.min(4 * unit, ...corners.map((corner, index) => distance(corner, next(corners, index)) / 2));
  context.beginPath();
  context.moveTo((first.x + second.x) / 2, (first.y + second.y) / 2);
  for (let index = 1; index <= corners.length; index += 1) {
    const [corner, after] = [next(corners, index - 1), next(corners, index)];
    context.arcTo(corner.x, corner.y, after.x, after.y, radius);
  }
  context.closePath();
}

const origin: Place = { x: 0, y: 0 };

const next = (corners: readonly Place[], index: number): Place => corners[(index + 1) % corners.length] ?? origin;

const distance = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.y - b.y);
