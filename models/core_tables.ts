import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Heads, type Network, readManifest, runnablesOf } from './manifest.js';

const usage = `Usage: node build/js/models/core_tables.js --output FOLDER
Writes what the C++ core knows of the models as tables to include: model_table.inc, head_columns.inc and refined_*.inc (from
models/manifest.json), canonical_vertices.inc and canonical_fit.inc (from the canonical_face.json that build.js wrote into FOLDER).`;

interface CanonicalFace {
  readonly vertices: readonly (readonly [number, number, number])[];
  readonly procrustes: readonly (readonly [number, number])[];
}

/** A C++ float literal. */
function literal(value: number): string {
  const text = String(Math.fround(value));
  return `${/[.e]/.test(text) ? text : `${text}.`}F`;
}

/** A MODEL(name, ModelDescription's other members). */
function networkRow({ name, input, outputs }: Network): string {
  const free = input.shape.includes('width');
  const means = input.mean.map(literal).join(', ');
  const normalisation = `{ChannelOrder::${input.colour}, {${means}}, ${literal(input.scale)}}`;
  const size = `${input.channels}, {${input.width}, ${input.height}}, ${free ? input.multiple : 0}`;
  return `MODEL(${name}, ${size}, ${normalisation}, ${outputs.length})\n`;
}

/** The heads see no picture: a channel a value, one pixel each. */
function headsRow({ name, input, outputs }: Heads): string {
  return `MODEL(${name}, ${input.shape[1]}, {1, 1}, 0, {}, ${outputs.length})\n`;
}

/** MediaPipe's axes (y up, z towards the viewer) turned to the picture's (y down, z away). */
function place([x, y, z]: readonly [number, number, number]): string {
  return `{${literal(x)}, ${literal(-y)}, ${literal(-z)}}`;
}

/** head_pose is read as what the fit rests on, in the fit's order. @throws Error where the manifest has it otherwise */
function checkPose(networks: readonly Network[], { procrustes }: CanonicalFace): void {
  const given = networks.find(({ name }) => name === 'head_pose')?.outputs[0]?.points;
  const wanted = procrustes.map(([index]) => index);
  if (String(given) !== String(wanted)) throw new Error(`head_pose gives the vertices ${String(given)}, the fit rests on ${String(wanted)}`);
}

/** Leaves a file alone whose text is the same, so that nothing is compiled again for it. */
function writeChanged(file: string, text: string): void {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

function writeTables(folder: string): void {
  const face = JSON.parse(readFileSync(path.join(folder, 'canonical_face.json'), 'utf8')) as CanonicalFace;
  const runnables = runnablesOf(readManifest());
  const networks = runnables.filter((entry) => entry.kind === 'network');
  const heads = runnables.filter((entry) => entry.kind === 'heads');
  const fit = face.procrustes.map(([index, weight]) => {
    const vertex = face.vertices[index];
    if (vertex === undefined) throw new Error(`canonical_face.json has no vertex ${index}`);
    return `{${index}, ${literal(weight)}, ${place(vertex)}},\n`;
  });
  checkPose(networks, face);
  const write = (file: string, text: string): void => writeChanged(path.join(folder, file), text);
  mkdirSync(folder, { recursive: true });
  write('model_table.inc', runnables.map((entry) => (entry.kind === 'network' ? networkRow(entry) : headsRow(entry))).join(''));
  write('head_columns.inc', heads.flatMap(({ outputs: [{ columns }] }) => columns.map((column) => `${column},\n`)).join(''));
  write('canonical_vertices.inc', face.vertices.map((vertex) => `${place(vertex)},\n`).join(''));
  write('canonical_fit.inc', fit.join(''));
  for (const { name, refines } of networks.flatMap(({ outputs }) => outputs)) {
    if (refines !== undefined) write(`refined_${name}.inc`, `${refines.join(', ')}\n`);
  }
}

const { values } = parseArgs({ options: { output: { type: 'string' } } });
if (values.output === undefined) {
  console.error(usage);
  process.exitCode = 2;
} else {
  writeTables(values.output);
}
