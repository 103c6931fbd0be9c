import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { decode } from 'jpeg-js';
import type { NetworkInput } from '../../models/manifest.js';

const resolvePackage = createRequire(import.meta.url);

/** RGBA pixels, row by row. */
export interface Photograph {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A square of a photograph, in its pixels. */
export interface Square {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** One of the six sample photographs (1 to 6) that come with @vladmandic/face-api. */
export function samplePhotograph(number: number): Photograph {
  return decode(readFileSync(resolvePackage.resolve(`@vladmandic/face-api/demo/sample${number}.jpg`)), { useTArray: true });
}

/**
 * A square of a photograph as a network's input: channels first, bilinear, black outside the photograph.
 * @param size [height, width] of the result; the square's side becomes its width
 */
export function networkImage(
  photograph: Photograph,
  square: Square,
  input: NetworkInput,
  size: readonly [number, number] = [input.height, input.width],
): Float32Array {
  const [height, width] = size;
  const step = square.side / width;
  const values = new Float32Array(input.channels * height * width);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const pixel = bilinear(photograph, square.left + (column + 0.5) * step - 0.5, square.top + (row + 0.5) * step - 0.5);
      inColour(pixel, input.colour).forEach((value, channel) => {
        values[(channel * height + row) * width + column] = (value - (input.mean[channel] ?? 0)) * input.scale;
      });
    }
  }
  return values;
}

type Pixel = readonly [number, number, number];

/** The colour between the four nearest pixels' centres, the first one's at 0; black outside the photograph. */
export function bilinear(photograph: Photograph, x: number, y: number): Pixel {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const channelAt = (channel: number): number => {
    const at = (column: number, row: number): number => {
      const outside = column < 0 || row < 0 || column >= photograph.width || row >= photograph.height;
      return outside ? 0 : photograph.data[(row * photograph.width + column) * 4 + channel] ?? 0;
    };
    const upper = at(left, top) * (left + 1 - x) + at(left + 1, top) * (x - left);
    const lower = at(left, top + 1) * (left + 1 - x) + at(left + 1, top + 1) * (x - left);
    return upper * (top + 1 - y) + lower * (y - top);
  };
  return [channelAt(0), channelAt(1), channelAt(2)];
}

function inColour([red, green, blue]: Pixel, colour: NetworkInput['colour']): readonly number[] {
  if (colour === 'grey') return [0.299 * red + 0.587 * green + 0.114 * blue];
  return colour === 'rgb' ? [red, green, blue] : [blue, green, red];
}

/** The same image with its channels last, as TFLite and TensorFlow.js take it. */
export function channelsLast(values: Float32Array, channels: number): Float32Array {
  const area = values.length / channels;
  return values.map((_, index) => values[(index % channels) * area + Math.floor(index / channels)] ?? 0);
}

/** The inverse: channels first, as ONNX has them. */
export function channelsFirst(values: Float32Array, channels: number): Float32Array {
  return channelsLast(values, values.length / channels);
}
