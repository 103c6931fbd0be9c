/** Large pictures of nobody, full of what eyes and cheeks can be read into: the same each time. */
import { randomNumbers } from '../evaluate/random.js';
import { jpegOf } from './drawing.js';

interface Canvas {
  readonly width: number;
  readonly height: number;
  /** From 0 to 1. */
  readonly random: () => number;
}

interface Pattern {
  readonly ground: string;
  /** As SVG. */
  readonly drawn: (canvas: Canvas) => string;
}

const many = (count: number, drawn: () => string): string => Array.from({ length: count }, drawn).join('');
const place = ({ width, height, random }: Canvas): { x: number; y: number } => ({ x: width * random(), y: height * random() });

/** Circles' outlines. */
const rings = (canvas: Canvas): string => many(500, () => {
  const { random } = canvas;
  const { x, y } = place(canvas);
  return `<circle cx="${x}" cy="${y}" r="${20 + 90 * random()}" fill="none" stroke="hsl(${360 * random()},60%,60%)" stroke-width="${4 + 14 * random()}"/>`;
});

/** Quarter circles, tile by tile. */
function tiles({ width, height, random }: Canvas): string {
  const side = 90;
  const half = side / 2;
  const arcs: string[] = [];
  for (let y = 0; y < height; y += side) {
    for (let x = 0; x < width; x += side) {
      arcs.push(random() < 0.5
        ? `M${x} ${y + half}A${half} ${half} 0 0 0 ${x + half} ${y}M${x + half} ${y + side}A${half} ${half} 0 0 1 ${x + side} ${y + half}`
        : `M${x + half} ${y}A${half} ${half} 0 0 0 ${x + side} ${y + half}M${x} ${y + half}A${half} ${half} 0 0 1 ${x + half} ${y + side}`);
    }
  }
  return `<path d="${arcs.join('')}" fill="none" stroke="#e8c" stroke-width="16"/>`;
}

const flowers = (canvas: Canvas): string => many(160, () => {
  const { random } = canvas;
  const { x, y } = place(canvas);
  const size = 30 + 60 * random();
  const petals = Array.from({ length: 6 }, (_, at) => {
    const angle = (at * Math.PI) / 3;
    return `<circle cx="${x + size * Math.cos(angle)}" cy="${y + size * Math.sin(angle)}" r="${0.55 * size}" fill="hsl(${20 + 30 * random()},70%,70%)"/>`;
  });
  return `${petals.join('')}<circle cx="${x}" cy="${y}" r="${0.4 * size}" fill="#432"/>`;
});

const patterns = {
  rings: { ground: '#345', drawn: rings },
  tiles: { ground: '#345', drawn: tiles },
  flowers: { ground: '#352', drawn: flowers },
} satisfies Readonly<Record<string, Pattern>>;

export type PatternName = keyof typeof patterns;

export const patternNames = Object.keys(patterns) as PatternName[];

/** A JPEG. */
export async function pattern(name: PatternName, size: { readonly width: number; readonly height: number }): Promise<Buffer> {
  const { ground, drawn } = patterns[name];
  return jpegOf(drawn({ ...size, random: randomNumbers(1) }), { ...size, ground });
}
