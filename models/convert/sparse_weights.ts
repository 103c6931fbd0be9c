import { type Constant, elementCount, extentAt } from './graph.js';
import type { Table } from './flatbuffer_table.js';

/** One dimension of TFLite's sparse format: all of its positions, or those listed between two segment marks. */
type Level = { readonly size: number } | { readonly segments: readonly number[]; readonly positions: readonly number[] };

/**
 * Decodes sparse weights as TFLite's DENSIFY does, so that the converted model needs no such operator.
 * @param sparse the stored numbers, in the order their positions are listed, and the dense shape
 * @param sparsity the SparsityParameters table of TFLite's schema
 * @throws Error on blocks or a dimension order other than the natural one, which the models here do not use
 */
export function denseFromSparse(sparse: Constant, sparsity: Table): Constant {
  const order = sparsity.int32s(0);
  if (sparsity.int32s(1).length > 0 || order.some((dimension, index) => dimension !== index)) throw new Error('block-sparse weights are not known');
  const levels = sparsity.tables(2).map(readLevel);
  const source = sparse.data;
  const data = source instanceof Uint16Array ? new Uint16Array(elementCount(sparse.shape)) : new Float32Array(elementCount(sparse.shape));
  let next = 0;
  const fill = (depth: number, segment: number, target: number): void => {
    const level = levels[depth];
    if (!level) {
      data[target] = source[next] ?? 0;
      next += 1;
      return;
    }
    const extent = extentAt(sparse.shape, depth);
    if ('size' in level) {
      for (let index = 0; index < level.size; index += 1) fill(depth + 1, segment * level.size + index, target * extent + index);
      return;
    }
    for (let index = level.segments[segment] ?? 0; index < (level.segments[segment + 1] ?? 0); index += 1) {
      fill(depth + 1, index, target * extent + extentAt(level.positions, index));
    }
  };
  fill(0, 0, 0);
  if (next !== source.length) throw new Error(`sparse weights: ${next} of ${source.length} numbers have a place`);
  return { shape: sparse.shape, data };
}

function readLevel(table: Table): Level {
  const sparseFormat = 1;
  if (table.int8(0, 0) !== sparseFormat) return { size: table.int32(1, 0) };
  return { segments: readIndices(table, 2), positions: readIndices(table, 4) };
}

/** A SparseIndexVector union: its type in one field, its table in the next. */
function readIndices(table: Table, field: number): number[] {
  const vector = table.table(field + 1);
  const width = table.int8(field, 0);
  if (!vector || width < 1 || width > 3) throw new Error('sparse weights without indices');
  if (width === 1) return vector.int32s(0);
  return width === 2 ? vector.uint16s(0) : Array.from(vector.bytes(0));
}
