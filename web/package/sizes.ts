/** What a page downloads before its first analysis, and what it may weigh. */
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
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
  { name: 'networks', files: runnablesOf(readManifest()).map(({ result }) => `assets/${result.file}`) },
];

const most = 9e6;

async function weigh({ name, files, most }: Part): Promise<Weight> {
  const contents = await Promise.all(files.map((file) => readFile(new URL(`dist/${file}`, repositoryRoot))));
  return { name, plain: sum(contents.map(({ length }) => length)), compressed: sum(await Promise.all(contents.map(brotliLength))), most };
}

/** All parts, and at the end their sum. */
export async function weighAll(): Promise<Weight[]> {
  const weights = await Promise.all(parts.map(weigh));
  const whole = { name: 'all together', plain: sum(weights.map(({ plain }) => plain)), compressed: sum(weights.map(({ compressed }) => compressed)), most };
  return [...weights, whole];
}

const compress = promisify(brotliCompress);

/** As files are compressed that are compressed once and served often. */
async function brotliLength(bytes: Uint8Array): Promise<number> {
  const { length } = await compress(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } });
  return length;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
