import { drawMarks, type Marks } from './drawing.js';
import { element } from './dom.js';
import type { Picture, Size } from './stage.js';

/** Gives the user a file. */
export function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  element('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The picture in its own size with the marks drawn into it, as PNG. */
export async function annotated(picture: Picture, { width, height }: Size, marks: Marks): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('there is no canvas');
  context.drawImage(picture, 0, 0, width, height);
  drawMarks(context, { scale: 1, x: 0, y: 0 }, { ...marks, lit: null, point: null }, Math.max(1, Math.max(width, height) / 900));
  return canvas.convertToBlob({ type: 'image/png' });
}

/** A file's name without its ending. */
export const stem = (name: string): string => name.replace(/\.[^.]*$/, '') || 'photograph';
