/** What is drawn over a picture. */
import type { Box, Face, Place } from './faces.js';
import { edges, groupOf, groups } from './landmarks.js';

/** What can be shown, by its label. */
export const layers = { box: 'Box', points: 'Landmarks', pupils: 'Pupils', axes: 'Pose' } as const;
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
export function fitted(part: Box, width: number, height: number): View {
  const scale = Math.min(width / part.width, height / part.height);
  return {
    scale,
    x: (width - part.width * scale) / 2 - part.left * scale,
    y: (height - part.height * scale) / 2 - part.top * scale,
  };
}

/** A place of the response counts from the centre of the first pixel, a canvas from its corner. */
export const onCanvas = (view: View, { x, y }: Place): Place => ({ x: (x + 0.5) * view.scale + view.x, y: (y + 0.5) * view.scale + view.y });

const boxColour = '#ffffff';
const litColour = '#ffd60a';
const outline = 'rgb(0 0 0 / 70%)';
const axisColours = { right: '#ff5a52', up: '#57e06b', forward: '#4fa3ff' } as const;
const radians = Math.PI / 180;

/**
 * Draws over a picture that is drawn already.
 * @param unit the width of a fine line, in the canvas's pixels
 */
export function drawMarks(context: CanvasRenderingContext2D, view: View, marks: Marks, unit: number): void {
  context.save();
  context.lineCap = 'round';
  context.lineJoin = 'round';
  marks.faces.forEach((face, index) => {
    const isLit = marks.lit === index;
    context.globalAlpha = marks.lit === null || isLit ? 1 : 0.35;
    if (marks.shown.has('box')) drawBox({ context, view, unit }, face.box, index, isLit);
    const pen = { context, view, unit: unit * fineness((face.box.width * view.scale) / unit) };
    if (marks.shown.has('points')) drawLandmarks(pen, face, marks.point);
    if (marks.shown.has('pupils')) drawPupils(pen, face);
    if (marks.shown.has('axes')) drawAxes(pen, face);
  });
  context.restore();
}

/** Marks in a small face are finer, else they would hide it. @param width of the face, in CSS pixels */
const fineness = (width: number): number => Math.min(1, Math.max(0.5, width / 90));

interface Pen {
  readonly context: CanvasRenderingContext2D;
  readonly view: View;
  readonly unit: number;
}

/** A line twice: dark and wide below, so that it shows on any picture. */
function stroke({ context, unit }: Pen, colour: string, width: number): void {
  context.lineWidth = (width + 1.5) * unit;
  context.strokeStyle = outline;
  context.stroke();
  context.lineWidth = width * unit;
  context.strokeStyle = colour;
  context.stroke();
}

function drawBox(pen: Pen, box: Box, index: number, isLit: boolean): void {
  const { context, view, unit } = pen;
  const corner = onCanvas(view, { x: box.left - 0.5, y: box.top - 0.5 });
  context.beginPath();
  context.roundRect(corner.x, corner.y, box.width * view.scale, box.height * view.scale, 4 * unit);
  stroke(pen, isLit ? litColour : boxColour, isLit ? 2.5 : 1.5);
  drawNumber(pen, corner, index + 1, isLit ? litColour : boxColour);
}

function drawNumber({ context, unit }: Pen, { x, y }: Place, number: number, colour: string): void {
  const side = 18 * unit;
  const top = Math.max(0, y - side - 2 * unit);
  context.fillStyle = colour;
  context.beginPath();
  context.roundRect(x, top, side, side, 4 * unit);
  context.fill();
  context.fillStyle = '#10141b';
  context.font = `600 ${12 * unit}px system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(String(number), x + side / 2, top + side / 2 + unit / 2);
}

function drawLandmarks(pen: Pen, face: Face, chosen: number | null): void {
  if (face.landmarks.length === 0) return;
  const { context, view, unit } = pen;
  const places = face.landmarks.map((place) => onCanvas(view, place));
  const size = Math.min(2.6, Math.max(1.2, (face.box.width * view.scale) / unit / 90)) * unit;
  const alpha = context.globalAlpha;
  context.lineWidth = size * 0.6;
  context.globalAlpha = alpha * 0.6;
  for (const { points } of edges) {
    context.strokeStyle = groups[groupOf(points[1] ?? 0)].colour;
    context.beginPath();
    for (const point of points) context.lineTo(places[point]?.x ?? 0, places[point]?.y ?? 0);
    context.stroke();
  }
  context.globalAlpha = alpha;
  places.forEach((place, index) => {
    context.beginPath();
    context.arc(place.x, place.y, size, 0, 2 * Math.PI);
    context.fillStyle = groups[groupOf(index)].colour;
    context.strokeStyle = outline;
    context.lineWidth = size * 0.5;
    context.stroke();
    context.fill();
  });
  const place = chosen === null ? undefined : places[chosen];
  if (place === undefined) return;
  context.beginPath();
  context.arc(place.x, place.y, size + 4 * unit, 0, 2 * Math.PI);
  stroke(pen, litColour, 2);
}

function drawPupils(pen: Pen, face: Face): void {
  const { context, view } = pen;
  for (const pupil of face.pupils) {
    const { x, y } = onCanvas(view, pupil);
    context.beginPath();
    context.arc(x, y, Math.max(1, pupil.radius * view.scale), 0, 2 * Math.PI);
    stroke(pen, boxColour, 1.2);
  }
}

/** The head's right, up and forward, from the tip of the nose, or from the box's middle where there are no landmarks. */
function drawAxes(pen: Pen, face: Face): void {
  const { context, view } = pen;
  const { left, top, width, height } = face.box;
  const origin = face.landmarks[57] ?? { x: left + width / 2, y: top + height / 2 };
  const from = onCanvas(view, origin);
  for (const [name, { x, y }] of Object.entries(axesOf(face.pose))) {
    const to = onCanvas(view, { x: origin.x + (x * width) / 2, y: origin.y + (y * width) / 2 });
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    stroke(pen, axisColours[name as keyof typeof axisColours], 2);
  }
}

/** Unit vectors of the head as the picture shows them: turned by pitch, then by yaw, then in the picture's plane by roll. */
export function axesOf({ yaw, pitch, roll }: Face['pose']): Record<keyof typeof axisColours, Place> {
  const [sinYaw, cosYaw] = [Math.sin(yaw * radians), Math.cos(yaw * radians)];
  const [sinPitch, cosPitch] = [Math.sin(pitch * radians), Math.cos(pitch * radians)];
  const [sinRoll, cosRoll] = [Math.sin(roll * radians), Math.cos(roll * radians)];
  const rolled = (x: number, y: number): Place => ({ x: x * cosRoll - y * sinRoll, y: x * sinRoll + y * cosRoll });
  return {
    right: rolled(cosYaw, 0),
    up: rolled(-sinPitch * sinYaw, -cosPitch),
    forward: rolled(cosPitch * sinYaw, -sinPitch),
  };
}
