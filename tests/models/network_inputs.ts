import { type Network, type Runnable } from '../../models/manifest.js';
import { faces } from './faces.js';
import { networkImage, samplePhotograph } from './photographs.js';

/** What a network is run on. */
export interface NetworkInput {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** [height, width] of views of a photograph, from the coarsest on: squares and none, and one whose maps are shared out to threads. */
const views = [[96, 128], [96, 192], [128, 160], [160, 224], [192, 192], [224, 288], [288, 416]] as const;

/** Inputs of a network as it meets them, one of several faces among them: real photographs, and for the heads made-up values. */
export function inputsOf(entry: Runnable): NetworkInput[] {
  if (entry.kind === 'heads') return [1, 5].map((batch) => madeUp(batch, entry.input.shape[1]));
  return entry.input.shape.includes('height') ? views.map((view) => wholePicture(entry, view)) : [1, 3].map((batch) => crops(entry, batch));
}

function madeUp(batch: number, count: number): NetworkInput {
  return { shape: [batch, count], values: Float32Array.from({ length: batch * count }, (_, index) => Math.sin(index)) };
}

function wholePicture({ input }: Network, view: readonly [number, number]): NetworkInput {
  const photograph = samplePhotograph(1);
  return { shape: [1, input.channels, ...view], values: networkImage(photograph, { left: 0, top: 0, side: photograph.width }, input, view) };
}

function crops({ input }: Network, batch: number): NetworkInput {
  const images = faces.slice(0, batch).map(({ photograph, square }) => networkImage(samplePhotograph(photograph), square, input));
  const values = new Float32Array(images.flatMap((image) => [...image]));
  return { shape: [images.length, input.channels, input.height, input.width], values };
}
