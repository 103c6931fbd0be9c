import { checked, type Rule } from '../checked.js';
import type { Face } from './faces.js';
import { labelOf } from './label.js';

/** All that can be drawn of a face, what comes first below what comes later. */
export const drawParts = ['rectangle', 'mesh', 'landmarks', 'pupils', 'pose', 'label'] as const;
export type DrawPart = (typeof drawParts)[number];

/** CSS colours. Every line has a dark edge, so that it shows on any picture. */
export const defaultColours = {
  rectangle: '#ffffff', // the label's ground too
  text: '#10141b',
  edge: 'rgb(0 0 0 / 70%)',
  mesh: 'rgb(255 255 255 / 70%)',
  eyebrows: '#ffc233',
  eyes: '#3fd5ff',
  nose: '#7ff27a',
  mouth: '#ff6fae',
  contour: '#c8b0ff',
  pupils: '#ffffff',
  right: '#ff5a52',
  up: '#57e06b',
  forward: '#4fa3ff',
} as const;

export type Colours = Readonly<Record<keyof typeof defaultColours, string>>;

export interface DrawOptions {
  /** What is drawn, of what there is; by default all but the mesh. */
  readonly parts?: readonly DrawPart[];
  /**
   * Width of a fine line, in the canvas's pixels; everything else grows with it. By default a 300th of the face's width, but 1 pixel and a 900th of the
   * canvas's longer side at least, so that a picture that is shown smaller keeps its lines.
   */
  readonly lineWidth?: number;
  /** In place of `defaultColours`, one by one. */
  readonly colours?: Partial<Colours>;
  /** A face's label in place of `labelOf`'s, with '\n' between lines; '' for none. */
  readonly label?: (face: Face, index: number) => string;
}

const isPart = (value: unknown): boolean => (drawParts as readonly unknown[]).includes(value);
const isColour = ([name, value]: [string, unknown]): boolean => Object.hasOwn(defaultColours, name) && typeof value === 'string';

const rules: Readonly<Record<keyof DrawOptions, Rule>> = {
  parts: [`a list of ${drawParts.join(', ')}`, (value) => Array.isArray(value) && value.every(isPart)],
  lineWidth: ['a number above 0', (value) => typeof value === 'number' && value > 0 && value < Infinity],
  colours: [`CSS colours of ${Object.keys(defaultColours).join(', ')}`, (value) => Object.entries(value as object).every(isColour)],
  label: ['a function', (value) => typeof value === 'function'],
};

/** What is drawn, and how. */
export interface Style {
  readonly parts: ReadonlySet<DrawPart>;
  /** Undefined: the face's size decides. */
  readonly lineWidth: number | undefined;
  readonly colours: Colours;
  readonly label: (face: Face, index: number) => string;
}

/** @throws FaceAnalyzerError 'invalid-argument' */
export function styleOf(options: DrawOptions): Style {
  const { parts = drawParts.filter((part) => part !== 'mesh'), lineWidth, colours, label = labelOf } = checked(options, rules);
  return { parts: new Set(parts), lineWidth, colours: { ...defaultColours, ...colours }, label };
}
