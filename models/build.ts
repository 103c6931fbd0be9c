import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildModel, convertModel, resultOf, writeWhole } from './convert/build_model.js';
import { manifestLocation, readManifest, withResult } from './manifest.js';

const usage = `Usage: node build/js/models/build.js --output FOLDER [--update]
Writes the models of models/manifest.json into FOLDER, out of the installed npm packages.
  --update  record the results' sizes and hashes in the manifest before building`;

/** Converts every model and records what came out, in the one place where it is recorded. */
function updateManifest(): void {
  const results = readManifest().models.map((entry) => resultOf(entry, convertModel(entry)));
  writeWhole(fileURLToPath(manifestLocation), results.reduce(withResult, readFileSync(manifestLocation, 'utf8')));
}

try {
  const { values } = parseArgs({ options: { output: { type: 'string' }, update: { type: 'boolean', default: false } } });
  if (values.output === undefined) throw new Error(usage);
  if (values.update) updateManifest();
  mkdirSync(values.output, { recursive: true });
  for (const entry of readManifest().models) console.log(`${entry.result.file}: ${buildModel(entry, values.output)}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
