import type { Pixels } from './changes.js';

/** A photograph turned about its middle, clockwise on screen, in a frame of its own size; its border is continued outwards. */
export function turnedClockwise(pixels: Pixels, degrees: number): Pixels {
  const { width, height } = pixels;
  const radians = (degrees * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(radians), Math.sin(radians)];
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [right, down] = [x - middleX, y - middleY];
      const pixel = cubic(pixels, middleX + right * cosine + down * sine, middleY - right * sine + down * cosine);
      data.set(pixel, (y * width + x) * 3);
    }
  }
  return { width, height, data };
}

/** The colour at a place between pixels: cubic convolution of the four by four around it. */
function cubic({ width, height, data }: Pixels, x: number, y: number): Uint8ClampedArray {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [across, down] = [weights(x - left), weights(y - top)];
  const sums = [0, 0, 0];
  for (let row = 0; row < 4; row += 1) {
    const start = within(top - 1 + row, height) * width;
    for (let column = 0; column < 4; column += 1) {
      const place = (start + within(left - 1 + column, width)) * 3;
      const weight = (across[column] ?? 0) * (down[row] ?? 0);
      for (let colour = 0; colour < 3; colour += 1) sums[colour] = (sums[colour] ?? 0) + weight * (data[place + colour] ?? 0);
    }
  }
  return Uint8ClampedArray.from(sums);
}

function within(place: number, size: number): number {
  return Math.min(size - 1, Math.max(0, place));
}

/** The weights of the four pixels around a place that is a part of a pixel behind the second: the sharpest cubic convolution, a = -1. */
function weights(part: number): number[] {
  const [square, cube] = [part ** 2, part ** 3];
  return [2 * square - part - cube, 1 - 2 * square + cube, part + square - cube, cube - square];
}
