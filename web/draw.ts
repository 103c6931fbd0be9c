/** local-face-analyzer/draw, the same everywhere: what a response says of its faces, drawn on a canvas, or as an object a face. */
export { type Axis, poseAxes } from './draw/axes.js';
export type { DrawContext } from './draw/context.js';
export { drawFaces } from './draw/draw_faces.js';
export {
  type Answer, type Expression, type Face, facesOf, type Gender, type Glasses, type Hat, type Landmark, type Mask, type Place, type Pose, type Pupil, type Rectangle,
} from './draw/faces.js';
export { labelOf } from './draw/label.js';
export { type LandmarkGroup, type LandmarkLine, landmarkLines } from './draw/landmarks.js';
export { type Colours, defaultColours, drawParts, type DrawOptions, type DrawPart } from './draw/options.js';
