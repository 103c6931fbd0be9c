/** PNGs that ask for as much work as their bytes can. */
import { crc32 } from 'node:zlib';
import { stream } from './deflate.js';

function chunk(type: string, content: Uint8Array): Buffer {
  const bytes = Buffer.alloc(content.length + 12);
  bytes.writeUInt32BE(content.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(content, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, content.length + 8)), content.length + 8);
  return bytes;
}

/** Chunks of one kind, some `bytes` together, each with so much in it. */
export function chunks(type: string, bytes: number, content: number): Uint8Array {
  const one = chunk(type, Buffer.alloc(content, 'a'));
  return Buffer.alloc(Math.floor(bytes / one.length) * one.length, one);
}

/** Adam7: the first column and row of each pass, and their steps. */
const passes = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]] as const;

/** Bytes of all rows of 8 bytes a pixel, each with its filter. */
function rowBytes(side: number, isInterlaced: boolean): number {
  return (isInterlaced ? passes : [[0, 0, 1, 1] as const])
    .reduce((sum, [x, y, stepX, stepY]) => sum + Math.ceil((side - y) / stepY) * (1 + 8 * Math.ceil((side - x) / stepX)), 0);
}

export interface DeepPng {
  readonly side: number;
  readonly isInterlaced?: boolean;
  /** Between the header and the pixels. */
  readonly before?: Uint8Array;
  readonly emptyBlocks?: number;
}

/** Red, green, blue and alpha of 16 bits; a stream of the byte 4 alone, which is Paeth's filter in each row's first place, and else a pixel's. */
export function deepPng({ side, isInterlaced = false, before = new Uint8Array(), emptyBlocks = 0 }: DeepPng): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([16, 6, 0, 0, isInterlaced ? 1 : 0], 8);
  const pixels = chunk('IDAT', stream(rowBytes(side, isInterlaced), emptyBlocks));
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return new Uint8Array(Buffer.concat([signature, chunk('IHDR', header), before, pixels, chunk('IEND', new Uint8Array())]));
}
