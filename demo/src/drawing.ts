/** What is drawn over a picture. */
import { type DrawContext, drawFaces, type DrawPart, type Face, type Place, type Rectangle } from 'local-face-analyzer/draw';

/** What can be shown, by its label. */
export const layers = { rectangle: 'Box', landmarks: 'Landmarks', pupils: 'Pupils', pose: 'Pose' } as const satisfies Partial<Record<DrawPart, string>>;
export type LayerName = keyof typeof layers;

export interface Marks {
  readonly faces: readonly Face[];
  readonly shown: ReadonlySet<LayerName>;
  /** The face that stands out; null: none. */
  readonly lit: number | null;
  /** The landmark that stands out, of every face; null: none. */
  readonly point: number | null;
}

/** Where a part of the picture lies on the canvas: places are multiplied by the scale, then moved. */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** The view that shows a part of the picture as large as fits, in the middle. */
export function fitted(part: Rectangle, width: number, height: number): View {
  const scale = Math.min(width / part.width, height / part.height);
  return {
    scale,
    x: (width - part.width * scale) / 2 - part.left * scale,
    y: (height - part.height * scale) / 2 - part.top * scale,
  };
}

/** A place of the response counts from the centre of the first pixel, a canvas from its corner. */
export const onCanvas = (view: View, { x, y }: Place): Place => ({ x: (x + 0.5) * view.scale + view.x, y: (y + 0.5) * view.scale + view.y });

const litColour = '#ffd60a';

/**
 * Draws over a picture that is drawn already, the faces' numbers with their boxes.
 * @param lineWidth of a fine line, in the canvas's pixels
 */
export function drawMarks(context: DrawContext, view: View, { faces, shown, lit, point }: Marks, lineWidth: number): void {
  const parts: readonly DrawPart[] = shown.has('rectangle') ? [...shown, 'label'] : [...shown];
  faces.forEach((face, index) => {
    const isLit = lit === index;
    context.save();
    context.setTransform(view.scale, 0, 0, view.scale, view.x, view.y);
    context.globalAlpha = lit === null || isLit ? 1 : 0.35;
    const emphasis = isLit ? { lineWidth: 1.5 * lineWidth, colours: { rectangle: litColour } } : { lineWidth };
    drawFaces(context, [face], { parts, ...emphasis, label: () => String(index + 1) });
    context.restore();
    const landmark = point === null || !shown.has('landmarks') ? undefined : face.landmarks[point];
    if (landmark !== undefined) drawRing(context, onCanvas(view, landmark), lineWidth);
  });
}

function drawRing(context: DrawContext, { x, y }: Place, lineWidth: number): void {
  context.save();
  context.beginPath();
  context.arc(x, y, 6 * lineWidth, 0, 2 * Math.PI);
  context.lineWidth = 3.5 * lineWidth;
  context.strokeStyle = 'rgb(0 0 0 / 70%)';
  context.stroke();
  context.lineWidth = 2 * lineWidth;
  context.strokeStyle = litColour;
  context.stroke();
  context.restore();
}
