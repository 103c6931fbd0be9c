/** The WebAssembly build against the native one: node main.js SECONDS, or node main.js FINDING, for what an earlier run left. */
import { crc32 } from 'node:zlib';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../../models/manifest.js';
import { changedFiles, type Pool, wordsOf } from './changes.js';
import { compare, Difference } from './compare.js';
import { framed, type FuzzRecord, unframed } from './transcripts.js';

const folder = fileURLToPath(new URL('build/fuzz/', repositoryRoot));
const corpora = path.join(folder, 'corpus');

/** What libFuzzer has learnt of the formats, and their seeds. */
function learnt(): Pool {
  const files = ['format', 'jpeg', 'png', 'bmp'].flatMap((target) => filesIn(path.join(corpora, target)));
  const words = readdirSync(corpora).filter((name) => name.endsWith('.dict')).flatMap((name) => wordsOf(readFileSync(path.join(corpora, name), 'utf8')));
  return { count: files.length, read: (index) => readFileSync(files[index] ?? ''), words };
}

function filesIn(corpus: string): string[] {
  return readdirSync(corpus).toSorted().map((name) => path.join(corpus, name));
}

/** The files of so many seconds, with their number said now and then. */
function timed(seconds: number): { readonly records: Iterable<FuzzRecord>; readonly goesOn: (compared: number) => boolean } {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const end = performance.now() + 1000 * seconds;
  console.log(`Seed ${seed}`);
  return {
    records: changedFiles(seed, learnt()),
    goesOn(count) {
      if (count > 0 && count % 5000 === 0) console.log(`${count} files`);
      return performance.now() < end;
    },
  };
}

const [, , what = ''] = process.argv;
try {
  const { records, goesOn } = /^\d+$/.test(what) ? timed(Number(what)) : { records: [unframed(readFileSync(what))], goesOn: () => true };
  console.log(`${await compare(path.join(folder, 'transcripts'), records, goesOn)} files, the same in both builds.`);
} catch (error) {
  if (!(error instanceof Difference)) throw error;
  const bytes = framed(error.record);
  const finding = path.join(folder, 'findings', `wasm-${crc32(bytes).toString(16)}`);
  writeFileSync(finding, bytes);
  console.error(`fuzz: the builds differ: ${error.message}\nfuzz: see ${finding}, the same again by npm run fuzz -- wasm ${finding}`);
  process.exitCode = 1;
}
