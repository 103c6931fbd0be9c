/** What a page downloads, in Brotli: `--write` puts the table into README.md, between its markers. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import { readManifest, repositoryRoot, runnablesOf } from '../../models/manifest.js';

/** Files that are downloaded together, and what they may weigh. */
export interface Part {
  readonly name: string;
  readonly files: readonly string[];
  /** In bytes of Brotli; none where only the sum counts. */
  readonly most?: number;
}

export interface Weight {
  readonly name: string;
  /** In bytes: as it is, and compressed by Brotli at its best. */
  readonly plain: number;
  readonly compressed: number;
  readonly most: number | undefined;
}

/** What every page needs. */
export const parts: readonly Part[] = [
  { name: 'JavaScript', files: ['index.js', 'assets/engine.js'], most: 30e3 },
  { name: 'our WebAssembly', files: ['assets/face_analyzer.wasm'], most: 250e3 },
  { name: "ONNX Runtime's WebAssembly and its loader", files: ['assets/ort-wasm-simd-threaded.wasm', 'assets/ort-wasm-simd-threaded.mjs'] },
  { name: 'networks', files: runnablesOf(readManifest()).map(({ result }) => `assets/${result.file}`) },
];

const most = 14e6;

export function weigh({ name, files, most }: Part): Weight {
  const contents = files.map((file) => readFileSync(new URL(`dist/${file}`, repositoryRoot)));
  return { name, plain: sum(contents.map(({ length }) => length)), compressed: sum(contents.map(brotliLength)), most };
}

/** All parts, and at the end their sum. */
export function weighAll(): Weight[] {
  const weights = parts.map(weigh);
  const whole = { name: 'all together', plain: sum(weights.map(({ plain }) => plain)), compressed: sum(weights.map(({ compressed }) => compressed)), most };
  return [...weights, whole];
}

/** As good as a server gets that compresses once: quality 9 is within 3 % of the best and ten times as fast. */
function brotliLength(bytes: Uint8Array): number {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 } }).length;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
