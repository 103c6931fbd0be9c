import assert from 'node:assert/strict';
import type { NetworkOutput } from '../../models/manifest.js';

/**
 * The means of a pooled output's windows, added up plainly.
 * @param map one image's square feature map, channels first
 */
export function windowMeans(map: Float32Array, { shape, pool }: NetworkOutput): Float32Array {
  assert.ok(pool);
  const [, channels, rows, columns] = shape.map(Number);
  assert.ok(channels && rows && columns);
  const side = Math.sqrt(map.length / channels);
  const [height, width] = pool.kernel;
  // As many windows as fit in, and no more.
  assert.deepEqual([rows, columns], [0, 1].map((axis) => Math.floor((side - (pool.kernel[axis] ?? 0)) / (pool.strides[axis] ?? 0)) + 1));
  return Float32Array.from({ length: channels * rows * columns }, (_, index) => {
    const top = (Math.floor(index / columns) % rows) * pool.strides[0];
    const left = (index % columns) * pool.strides[1];
    let sum = 0;
    for (let row = top; row < top + height; row += 1) {
      const start = (Math.floor(index / (rows * columns)) * side + row) * side + left;
      sum += map.subarray(start, start + width).reduce((total, value) => total + value, 0);
    }
    return sum / (height * width);
  });
}
