import type { Face, Place } from './faces.js';
import { pathOfQuadrangle, type Pen } from './pen.js';

/** A face's attributes in short words, in two lines: 'female 34, smile' and 'glasses, hat, beauty 56'. What is not there or not worn is left out. */
export function labelOf({ gender, age, expression, glasses, hat, mask, beauty }: Face): string {
  const person = [gender, age].filter((word) => word !== null).join(' ');
  const worn = [glasses, hat, mask].filter((word) => word !== 'none');
  const lines = [[person, expression], [...worn, beauty === null ? null : `beauty ${Math.round(beauty)}`]];
  return lines.map((words) => words.filter(Boolean).join(', ')).filter(Boolean).join('\n');
}

/**
 * Upright above a face, else below it, else in its top, within the canvas where it fits there. A face beside the canvas has no label.
 * @param corners of the face's rectangle, in the canvas's pixels
 */
export function drawLabel(pen: Pen, corners: readonly Place[], text: string): void {
  const { context, colours, unit } = pen;
  const { width: canvasWidth, height: canvasHeight } = context.canvas;
  const [faceLeft, faceRight] = endsOf(corners.map(({ x }) => x));
  const [faceTop, faceBottom] = endsOf(corners.map(({ y }) => y));
  if (faceRight <= 0 || faceBottom <= 0 || faceLeft >= canvasWidth || faceTop >= canvasHeight) return;
  const lines = text.split('\n');
  const size = 12 * unit;
  context.font = `600 ${size}px system-ui, sans-serif`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const [padding, lineHeight, gap] = [size * 0.4, size * 1.25, 2 * unit];
  const width = Math.max(...lines.map((line) => context.measureText(line).width)) + 2 * padding;
  const height = lines.length * lineHeight + padding / 2;
  const left = Math.max(0, Math.min(faceLeft, canvasWidth - width));
  const top = [faceTop - gap - height, faceBottom + gap].find((top) => top >= 0 && top + height <= canvasHeight) ?? Math.max(0, faceTop);
  pathOfQuadrangle(pen, [{ x: left, y: top }, { x: left + width, y: top }, { x: left + width, y: top + height }, { x: left, y: top + height }]);
  context.fillStyle = colours.rectangle;
  context.fill();
  context.fillStyle = colours.text;
  lines.forEach((line, index) => context.fillText(line, left + padding, top + padding / 4 + (index + 0.5) * lineHeight));
}

const endsOf = (values: readonly number[]): readonly [least: number, most: number] => [Math.min(...values), Math.max(...values)];
