/** JPEGs, written from restart intervals that are all alike: large ones take no time to make. */
/** The frames' markers, by how their coefficients are written. */
const frames = { sequentialArithmetic: 0xc9, progressiveArithmetic: 0xca, progressiveHuffman: 0xc2 } as const;

export interface Scan {
  readonly components: readonly number[];
  /** First and last coefficient, 0 to 63. */
  readonly band: readonly [number, number];
  /** The bit before, 0 for a first scan, and the one that this scan goes down to. */
  readonly bits: readonly [number, number];
  /** Entropy-coded bytes of one interval. */
  readonly interval: Uint8Array;
}

export interface Jpeg {
  readonly coding: keyof typeof frames;
  /** Pixels, of both sides. */
  readonly side: number;
  /** All of full resolution; four are CMYK. */
  readonly components: number;
  /** Units of 8x8 pixels. */
  readonly restartInterval: number;
  readonly scans: readonly Scan[];
}

const two = (number: number): number[] => [number >> 8, number & 0xff];

const segment = (marker: number, content: readonly number[]): Uint8Array => Uint8Array.from([0xff, marker, ...two(content.length + 2), ...content]);

/** A Huffman table of one symbol, whose code is the bit 0. */
const huffmanTable = (place: number, symbol: number): number[] => [place, 1, ...Array<number>(15).fill(0), symbol];

/** The end of the band in 2 ** 14 blocks and more. */
const endOfBands = 0xe0;

function scanBytes(jpeg: Jpeg, { components, band, bits: [before, after], interval }: Scan): Uint8Array[] {
  const units = Math.ceil(jpeg.side / 8) ** 2;
  const header = segment(0xda, [components.length, ...components.flatMap((id) => [id, 0]), ...band, (before << 4) | after]);
  const pieces = [header];
  for (let at = 0; at < Math.ceil(units / jpeg.restartInterval); at += 1) {
    if (at > 0) pieces.push(Uint8Array.of(0xff, 0xd0 + ((at - 1) % 8)));
    pieces.push(interval);
  }
  return pieces;
}

export function writeJpeg(jpeg: Jpeg): Uint8Array {
  const ids = Array.from({ length: jpeg.components }, (_, at) => at + 1);
  const pieces = [
    Uint8Array.of(0xff, 0xd8),
    segment(0xdb, [0, ...Array<number>(64).fill(1)]),
    segment(frames[jpeg.coding], [8, ...two(jpeg.side), ...two(jpeg.side), ids.length, ...ids.flatMap((id) => [id, 0x11, 0])]),
    segment(0xc4, [...huffmanTable(0x00, 0), ...huffmanTable(0x10, endOfBands)]),
    segment(0xdd, two(jpeg.restartInterval)),
    ...jpeg.scans.flatMap((scan) => scanBytes(jpeg, scan)),
    Uint8Array.of(0xff, 0xd9),
  ];
  return new Uint8Array(Buffer.concat(pieces));
}
