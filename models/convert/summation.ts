import { type Constant, elementCount, extentAt, permuted, reshaped } from './graph.js';

/*
 * ONNX Runtime on WebAssembly multiplies matrices (MLAS's sgemm) in pieces: products are added up by 128, but by more where few columns are at hand. A
 * convolution's columns, the positions in its map, are shared out to the threads, so that the number of threads would decide the order of a long sum, and
 * with it the last bits. A sum of one piece has one order.
 */

/** So many products are one piece, whatever the number of columns. */
const pieceLength = 128;
/** With more columns than that no piece is longer. */
const narrowWidth = 64;
/** Threads get columns by so many, and the last one what is left. */
const shareUnit = 16;
/** The numbers of threads in use. */
const threadCounts = [1, 2, 3, 4] as const;

/**
 * Into how many equal parts a convolution's input channels have to be divided, and the parts' results added, for the result to be the same to the last bit
 * with one to four threads: 1 where it is so anyway.
 * @param weights [out, in, height, width], ungrouped
 * @param columns the positions in the result's map; undefined where they are free
 * @throws RangeError where no number of parts will do
 */
export function partsOf(weights: Constant, columns: number | undefined): number {
  const [filters, channels] = [extentAt(weights.shape, 0), extentAt(weights.shape, 1)];
  const length = elementCount(weights.shape.slice(1));
  if (length <= pieceLength || (columns !== undefined && hasOneOrder(filters, columns))) return 1;
  // It is the parts that are shared out then: in fours, so that two and four threads get equal shares.
  for (let parts = 4; parts <= channels; parts += 4) {
    if (channels % parts === 0 && length / parts <= pieceLength) return parts;
  }
  throw new RangeError(`a convolution of [${weights.shape.join(', ')}] cannot be divided into short sums`);
}

/** Whether sums of any length have one order, whatever the number of threads. */
function hasOneOrder(filters: number, columns: number): boolean {
  const sharedByColumns = filters <= columns && columns > shareUnit; // otherwise by filters, or not at all
  return !sharedByColumns || smallestShare(columns) > narrowWidth;
}

/** The columns of the thread that gets the fewest. */
function smallestShare(columns: number): number {
  return Math.min(...threadCounts.map((threads) => {
    const share = Math.ceil(columns / threads / shareUnit) * shareUnit;
    return columns - (Math.ceil(columns / share) - 1) * share;
  }));
}

/** ONNX Runtime's WebGPU (1.30) takes filters by four, across the groups: it mixes them up where a group has another number of them. */
const filterUnit = 4;

/**
 * The weights of a grouped convolution that gives the results of all parts, one part's after the other's. Each part has the filters, and after them as many
 * empty ones as make their number a multiple of four.
 * @param weights [out, in, height, width], ungrouped
 * @returns [parts * (out, rounded up), in / parts, height, width]
 */
export function dividedWeights(weights: Constant, parts: number): Constant {
  const [filters = 0, channels = 0, ...size] = weights.shape;
  const room = Math.ceil(filters / filterUnit) * filterUnit;
  const divided = permuted(reshaped(lengthened(weights, room), [room, parts, (channels / parts) * elementCount(size)]), [1, 0, 2]);
  return reshaped(divided, [parts * room, channels / parts, ...size]);
}

/** A constant with a longer first dimension, zeros behind what was there. */
function lengthened(constant: Constant, length: number): Constant {
  const shape = [length, ...constant.shape.slice(1)];
  const kind = [Float32Array, Uint16Array, Uint8Array].find((type) => constant.data instanceof type) ?? Float32Array;
  const data = new kind(elementCount(shape));
  data.set(constant.data);
  return { ...constant, shape, data };
}
