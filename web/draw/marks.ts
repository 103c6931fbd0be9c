/** The parts of a face, but for its label. */
import { type Axis, poseAxes } from './axes.js';
import type { Face, Place } from './faces.js';
import { landmarkLines, noseTip } from './landmarks.js';
import type { DrawPart } from './options.js';
import { pathOf, pathOfCircles, pathOfQuadrangle, type Pen, strokeTwice } from './pen.js';
import { cornersOf, type View } from './view.js';

type Draw = (pen: Pen, view: View, face: Face) => void;

export const drawRectangle: Draw = (pen, view, { rectangle }) => {
  pathOfQuadrangle(pen, cornersOf(view, rectangle));
  strokeTwice(pen, pen.colours.rectangle, 1.5);
};

const drawMesh: Draw = (pen, view, { mesh }) => {
  if (mesh === null) return;
  const places = Array.from({ length: mesh.length / 3 }, (_, index) => view.at({ x: mesh[3 * index] ?? 0, y: mesh[3 * index + 1] ?? 0 }));
  pathOfCircles(pen, places, 0.7 * pen.unit);
  pen.context.fillStyle = pen.colours.mesh;
  pen.context.fill();
};

const drawLandmarks: Draw = (pen, view, { landmarks, rectangle }) => {
  if (landmarks.length === 0) return;
  const { context, colours, unit } = pen;
  const places = landmarks.map((landmark) => view.at(landmark));
  const radius = Math.min(2.6, Math.max(1.2, (rectangle.width * view.scale) / unit / 90)) * unit;
  drawLandmarkLines(pen, places, radius * 0.6);
  for (const group of new Set(landmarks.map(({ group }) => group))) {
    pathOfCircles(pen, places.filter((_, index) => landmarks[index]?.group === group), radius);
    context.strokeStyle = colours.edge;
    context.lineWidth = radius * 0.5;
    context.stroke();
    context.fillStyle = colours[group];
    context.fill();
  }
};

/** Fainter than the landmarks themselves. */
function drawLandmarkLines(pen: Pen, places: readonly Place[], width: number): void {
  const { context, colours } = pen;
  const alpha = context.globalAlpha;
  context.globalAlpha = alpha * 0.6;
  context.lineWidth = width;
  for (const { group, points } of landmarkLines) {
    pathOf(pen, points.flatMap((point) => places[point] ?? []));
    context.strokeStyle = colours[group];
    context.stroke();
  }
  context.globalAlpha = alpha;
}

const drawPupils: Draw = (pen, view, { pupils }) => {
  for (const pupil of pupils) {
    pathOfCircles(pen, [view.at(pupil)], Math.max(1, pupil.radius * view.scale));
    strokeTwice(pen, pen.colours.pupils, 1.2);
  }
};

/** From the tip of the nose, or from the rectangle's middle where there are no landmarks. Forward, where the nose points, ends in a dot. */
const drawPose: Draw = (pen, view, { pose, landmarks, rectangle: { left, top, width, height } }) => {
  if (pose === null) return;
  const { context, colours, unit } = pen;
  const from = landmarks[noseTip] ?? { x: left + (width - 1) / 2, y: top + (height - 1) / 2 };
  const axes = poseAxes(pose);
  const tip = (axis: Axis): Place => view.at({ x: from.x + (axes[axis].x * width) / 2, y: from.y + (axes[axis].y * width) / 2 });
  for (const axis of ['right', 'up', 'forward'] as const) {
    pathOf(pen, [view.at(from), tip(axis)]);
    strokeTwice(pen, colours[axis], 2);
  }
  pathOfCircles(pen, [tip('forward')], 2.5 * unit);
  strokeTwice(pen, colours.edge, 0);
  context.fillStyle = colours.forward;
  context.fill();
};

/** In the order in which they are drawn. */
export const marks: readonly (readonly [DrawPart, Draw])[] = [['mesh', drawMesh], ['landmarks', drawLandmarks], ['pupils', drawPupils], ['pose', drawPose]];
