import type { DrawContext } from './context.js';
import { type Answer, type Face, facesOf } from './faces.js';
import { drawLabel } from './label.js';
import { drawRectangle, marks } from './marks.js';
import { type DrawOptions, type Style, styleOf } from './options.js';
import type { Pen } from './pen.js';
import { cornersOf, type View, viewOf } from './view.js';

/**
 * Draws what is known of faces over their picture, which the caller has drawn. The unit of the context's current transform is a pixel of the upright
 * picture: without one the canvas has the picture's size; where the picture was drawn at (x, y) and `scale` times as large, the transform is
 * `(scale, 0, 0, scale, x, y)`; turns and mirrors are followed, and labels stay upright and readable. The context's alpha holds; its state is left as it
 * was, but not its current path.
 * @param source a response, what `inspect` gives, or some of the faces that `facesOf` gives. A refusal draws nothing
 * @throws FaceAnalyzerError 'invalid-argument'; what `label` throws
 */
export function drawFaces(context: DrawContext, source: Answer | Iterable<Face>, options: DrawOptions = {}): void {
  const style = styleOf(options);
  const faces = isIterable(source) ? [...source] : facesOf(source);
  if (faces.length === 0) return;
  context.save();
  try {
    const view = viewOf(context.getTransform());
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.lineCap = 'round';
    context.lineJoin = 'round';
    for (const face of faces) drawMarks(context, view, style, face);
    if (style.parts.has('label')) faces.forEach((face, index) => drawWords(context, view, style, face, style.label(face, index)));
  } finally {
    context.restore();
  }
}

const isIterable = (source: Answer | Iterable<Face>): source is Iterable<Face> => Symbol.iterator in Object(source);

function drawMarks(context: DrawContext, view: View, style: Style, face: Face): void {
  if (style.parts.has('rectangle')) drawRectangle(penFor(context, view, style, face, 0.75), view, face);
  const pen = penFor(context, view, style, face, 0.35);
  for (const [part, draw] of marks) if (style.parts.has(part)) draw(pen, view, face);
}

/** Labels come after all faces, so that no line crosses them. */
function drawWords(context: DrawContext, view: View, style: Style, face: Face, text: string): void {
  if (text !== '') drawLabel(penFor(context, view, style, face, 0.75), cornersOf(view, face.rectangle), text);
}

/** Marks of a small face are finer, else they would hide it. @param finest the least share of a fine line's width */
function penFor(context: DrawContext, { scale }: View, { lineWidth, colours }: Style, { rectangle }: Face, finest: number): Pen {
  const { width, height } = context.canvas;
  const faceWidth = rectangle.width * scale;
  const unit = lineWidth ?? Math.max(1, width / 900, height / 900, faceWidth / 300);
  return { context, colours, unit: unit * Math.min(1, Math.max(finest, faceWidth / unit / 90)) };
}
