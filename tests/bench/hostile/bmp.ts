/** A BMP of runs, each of two pixels: as many as fit. */
export function runsBmp(side: number): Uint8Array {
  const palette = Buffer.from(Array.from({ length: 256 }, (_, grey) => [grey, grey, grey, 0]).flat());
  const last = side % 2 === 0 ? [] : [1, 0];
  const row = Buffer.concat([Buffer.alloc(side - (side % 2), Uint8Array.of(2, 10, 2, 200)), Uint8Array.of(...last, 0, 0)]);
  const pixels = Buffer.concat([Buffer.alloc(side * row.length, row), Uint8Array.of(0, 1)]);
  const offset = 14 + 40 + palette.length;
  const header = Buffer.alloc(14 + 40);
  header.write('BM', 'latin1');
  header.writeUInt32LE(offset + pixels.length, 2);
  header.writeUInt32LE(offset, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(side, 18);
  header.writeInt32LE(side, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(8, 28);
  header.writeUInt32LE(1, 30); // RLE8
  header.writeUInt32LE(pixels.length, 34);
  return new Uint8Array(Buffer.concat([header, palette, pixels]));
}
