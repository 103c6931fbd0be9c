import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Entry, type Network, type NetworkOutput, type Result, type Source, repositoryRoot } from '../manifest.js';
import { ageGenderGraph } from './age_gender.js';
import { canonicalFaceJson } from './canonical_face.js';
import { expressionGraph } from './expression.js';
import { readFaceapiWeights } from './faceapi_reader.js';
import type { Constant, Graph } from './graph.js';
import { headsOnnx } from './heads.js';
import { type OwnLayer, withOwnLayers } from './own_layers.js';
import { readTfjs } from './tfjs_reader.js';
import { readTflite } from './tflite_reader.js';
import { toOnnx } from './to_onnx.js';

const packages = createRequire(import.meta.url);

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The source files' bytes, or their parts that matter. */
function readSource(source: Source): Uint8Array[] {
  let folder: string;
  try {
    folder = path.dirname(packages.resolve(`${source.package}/package.json`));
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

/**
 * Converts one entry of the manifest; the same sources give the same bytes.
 * @returns an .onnx file, or the geometry's JSON
 * @throws Error where a package is missing, is not the recorded one, or cannot be converted
 */
export function convertModel(entry: Entry): Uint8Array {
  if (entry.kind === 'heads') return headsOnnx(entry, readFileSync(new URL(entry.weights, repositoryRoot)));
  const [first = new Uint8Array(), second = new Uint8Array()] = readSource(entry.source);
  if (entry.kind === 'geometry') return Buffer.from(canonicalFaceJson(first));
  const graph = entry.outputs.reduce(withLayersOf, readGraph(entry, first, second));
  return toOnnx(graph, { ...entry, outputs: entry.outputs.map((output) => (output.layers ? { ...output, tensor: output.name } : output)) });
}

/** With the layers of our own that make an output, whose value goes by the output's name then. */
function withLayersOf(graph: Graph, { name, tensor, layers }: NetworkOutput): Graph {
  if (layers === undefined) return graph;
  return withOwnLayers(graph, tensor, name, JSON.parse(readFileSync(new URL(layers, repositoryRoot), 'utf8')) as OwnLayer[]);
}

/** The networks whose source holds weights only. */
const faceapiGraphs: Readonly<Record<string, (weights: ReadonlyMap<string, Constant>) => Graph>> = { age_gender: ageGenderGraph, expression: expressionGraph };

function readGraph({ name, source }: Network, first: Uint8Array, second: Uint8Array): Graph {
  if (source.format === 'tflite') return readTflite(first);
  if (source.format === 'tfjs') return readTfjs(Buffer.from(first).toString(), second);
  const graph = faceapiGraphs[name];
  if (source.format !== 'face-api' || !graph) throw new Error(`no graph is known of ${name}, whose format is ${source.format}`);
  return graph(readFaceapiWeights(Buffer.from(first).toString(), second));
}

/** What the manifest records of a converted entry. */
export function resultOf(entry: Entry, bytes: Uint8Array): Result {
  return { file: entry.result.file, bytes: bytes.length, sha256: sha256(bytes) };
}

/**
 * Makes one entry's file in a folder, unless it is there already with the recorded hash.
 * @throws Error as convertModel does, and where the result is not the recorded one; nothing is written then
 */
export function buildModel(entry: Entry, folder: string): 'already there' | 'written' {
  const target = path.join(folder, entry.result.file);
  if (existsSync(target) && sha256(readFileSync(target)) === entry.result.sha256) return 'already there';
  const bytes = convertModel(entry);
  const result = resultOf(entry, bytes);
  if (result.sha256 !== entry.result.sha256) {
    throw new Error(`${result.file} came out with sha256 ${result.sha256}, not ${entry.result.sha256}: check the change, then record it with --update`);
  }
  writeWhole(target, bytes);
  return 'written';
}

/** Writes beside the target and renames, so that an interrupted run leaves no half file under the final name. */
export function writeWhole(file: string, bytes: Uint8Array | string): void {
  const partial = `${file}.${process.pid}.partial`;
  try {
    writeFileSync(partial, bytes);
    renameSync(partial, file);
  } finally {
    rmSync(partial, { force: true });
  }
}
