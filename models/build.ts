import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { canonicalFaceJson } from './convert/canonical_face.js';
import { readTflite } from './convert/tflite_reader.js';
import { readTfjs } from './convert/tfjs_reader.js';
import { toOnnx } from './convert/to_onnx.js';
import { type Entry, type Result, type Source, manifestLocation, readManifest, withResults } from './manifest.js';

const usage = `Usage: node build/js/models/build.js --output FOLDER [--update]
Writes the models of models/manifest.json into FOLDER, out of the installed npm packages.
  --update  record the results' sizes and hashes in the manifest instead of checking them`;

const resolvePackage = createRequire(import.meta.url);

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The source files' bytes, or their parts that matter. @throws Error where a package is missing or is not the recorded one */
function readSource(source: Source): Uint8Array[] {
  let folder: string;
  try {
    folder = path.dirname(resolvePackage.resolve(`${source.package}/package.json`));
  } catch {
    throw new Error(`the package ${source.package} is not installed: run npm ci`);
  }
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  if (version !== source.version) throw new Error(`${source.package} is ${version}, not ${source.version}: run npm ci`);
  return source.files.map(({ file, sha256: expected, bytes: range }) => {
    const bytes = readFileSync(path.join(folder, file));
    const actual = sha256(bytes);
    if (actual !== expected) throw new Error(`${source.package}/${file} has sha256 ${actual}, not ${expected}`);
    return new Uint8Array(range ? bytes.subarray(range[0], range[1]) : bytes);
  });
}

function convert(entry: Entry): Uint8Array {
  const [first = new Uint8Array(), second = new Uint8Array()] = readSource(entry.source);
  if (entry.kind === 'geometry') return Buffer.from(canonicalFaceJson(first));
  const graph = entry.source.format === 'tflite' ? readTflite(first) : readTfjs(Buffer.from(first).toString(), second);
  return toOnnx(graph, entry);
}

/** Writes beside the target and renames, so that an interrupted run leaves no half file under the final name. */
function writeWhole(file: string, bytes: Uint8Array | string): void {
  const partial = `${file}.${process.pid}.partial`;
  try {
    writeFileSync(partial, bytes);
    renameSync(partial, file);
  } finally {
    rmSync(partial, { force: true });
  }
}

/** @throws Error where a source or a result is not the recorded one */
function build(output: string, update: boolean): void {
  mkdirSync(output, { recursive: true });
  const results = new Map<string, Result>();
  for (const entry of readManifest().models) {
    const target = path.join(output, entry.result.file);
    const present = existsSync(target) && sha256(readFileSync(target)) === entry.result.sha256;
    if (!present || update) {
      const bytes = convert(entry);
      const result: Result = { file: entry.result.file, bytes: bytes.length, sha256: sha256(bytes) };
      if (!update && result.sha256 !== entry.result.sha256) {
        throw new Error(`${result.file} came out with sha256 ${result.sha256}, not ${entry.result.sha256}: check the change, then record it with --update`);
      }
      results.set(entry.name, result);
      writeWhole(target, bytes);
    }
    console.log(`${entry.result.file}: ${present && !update ? 'already there' : 'written'}`);
  }
  if (update) writeWhole(fileURLToPath(manifestLocation), withResults(readFileSync(manifestLocation, 'utf8'), results));
}

try {
  const { values } = parseArgs({ options: { output: { type: 'string' }, update: { type: 'boolean', default: false } } });
  if (values.output === undefined) throw new Error(usage);
  build(values.output, values.update);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
