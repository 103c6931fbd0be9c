import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { changed, type Change } from '../../tests/evaluate/changes.js';
import { createNodeAnalyzer } from '../../web/node/analyzer.js';
import type { NetworkRunner } from '../../web/engine/networks.js';

const usage = `Usage: node build/js/models/heads/values.js --output FOLDER [--part K/N] DIR
Writes what the networks say of every face in DIR's labelled photographs, for models/heads/train.py: into FOLDER
  values.K.f32     a row of 32-bit floats a face: the input of attribute_heads
  faces.K.ndjson   a line a face, in the same order: photograph, change, rectangle
  --part K/N       only every N-th photograph, from the K-th on: for several processes side by side`;

/** Folders of photographs below DIR, and the copies of each that are looked at. */
const folders: readonly { readonly folder: string; readonly changes: readonly Change[]; readonly minimumFace?: number }[] = [
  { folder: 'age_gender/utkface/images', changes: [{ kind: 'margin', part: 0.25 }] },
  { folder: 'beauty/scut_fbp5500/images', changes: [{ kind: 'clean' }, { kind: 'mirror' }] },
  { folder: 'lfw/images', changes: [{ kind: 'clean' }] },
  { folder: 'mask/real_crops/images', changes: [{ kind: 'clean' }, { kind: 'mirror' }] },
  { folder: 'mask/real_scenes_boxes/images', changes: [{ kind: 'clean' }, { kind: 'mirror' }], minimumFace: 12 },
  { folder: 'mask/synthetic_ffhq/images', changes: [{ kind: 'clean' }, { kind: 'mirror' }] },
];

interface Example {
  readonly photograph: string;
  readonly change: Change;
  readonly minimumFace: number;
}

function examplesIn(directory: string): Example[] {
  return folders.flatMap(({ folder, changes, minimumFace = 32 }) =>
    readdirSync(path.join(directory, folder)).sort().flatMap((file) =>
      changes.map((change) => ({ photograph: `${folder}/${file}`, change, minimumFace }))));
}

/** The analyzer's networks, of which the heads' inputs are kept. */
function recorded(networks: NetworkRunner, rows: Float32Array[]): NetworkRunner {
  return {
    run: async (name, shape, values, timings) => {
      if (name !== 'attribute_heads') return networks.run(name, shape, values, timings);
      rows.push(values().slice());
      const outputs = await networks.run(name, shape, values, timings);
      outputs[0]?.values.fill(1); // what the heads learn from is not theirs to choose: with such answers each face is one, whatever they said of it
      return outputs;
    },
  };
}

async function main(directory: string, output: string, part: string): Promise<void> {
  const [first = 0, step = 1] = part.split('/').map(Number);
  const rows: Float32Array[] = [];
  const analyzer = await createNodeAnalyzer((networks) => recorded(networks, rows));
  mkdirSync(output, { recursive: true });
  const values = openSync(path.join(output, `values.${first}.f32`), 'w');
  const faces = openSync(path.join(output, `faces.${first}.ndjson`), 'w');
  for (const [index, { photograph, change, minimumFace }] of examplesIn(directory).entries()) {
    if (index % step !== first) continue;
    const file = readFileSync(path.join(directory, photograph));
    const { response } = await analyzer.inspect(change.kind === 'clean' ? file : await changed(file, change), { minFace: minimumFace });
    const boxes = response.data?.face_rectangles ?? [];
    for (let face = 0; 4 * face < boxes.length; face += 1) {
      writeSync(faces, `${JSON.stringify({ photograph, change: change.kind, width: response.image_width, rectangle: boxes.slice(4 * face, 4 * face + 4) })}\n`);
    }
    for (const row of rows.splice(0)) writeSync(values, row);
  }
  closeSync(values);
  closeSync(faces);
}

const { values: options, positionals: [directory] } = parseArgs({
  allowPositionals: true,
  options: { output: { type: 'string' }, part: { type: 'string', default: '0/1' } },
});
if (directory === undefined || options.output === undefined) {
  console.error(usage);
  process.exitCode = 2;
} else {
  await main(directory, options.output, options.part);
}
