import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { SingleBar } from 'cli-progress';
import type { Engine } from '../engine/engine.js';
import type { LocalInspection } from '../engine/protocol.js';
import { createNodeAnalyzer } from '../node/analyzer.js';
import { type CommandOptions, parseOptions, usage, UsageError } from './options.js';

const sample = fileURLToPath(import.meta.resolve('@vladmandic/face-api/package.json').replace('package.json', 'demo/sample1.jpg'));

/** The exit codes that the usage text promises. */
const exitCode = { analysed: 0, refused: 1, usage: 2 } as const;

/** A file that cannot be read is answered like an empty one: by the contract's refusal for a missing image. */
async function readOrNothing(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    console.error(`analyze: ${error instanceof Error ? error.message : String(error)}`);
    return new Uint8Array();
  }
}

/** The details as JSON: plain lists of numbers. */
function detailsOf({ faces, timings }: LocalInspection) {
  return {
    faces: faces.map(({ embedding, mesh, confidences, qualities }) => ({ embedding: Array.from(embedding), mesh: triples(mesh), confidences, qualities })),
    timings,
  };
}

function triples(values: Float32Array): number[][] {
  return Array.from({ length: values.length / 3 }, (_, i) => Array.from(values.subarray(3 * i, 3 * i + 3), hundredths));
}

const hundredths = (value: number): number => Math.round(value * 100) / 100;

function answerOf(file: string, inspection: LocalInspection, { ndjson, details }: CommandOptions): string {
  const { response } = inspection;
  if (!ndjson && !details) return JSON.stringify(response, null, 2);
  const line = details ? { file, response, details: detailsOf(inspection) } : { file, response };
  return ndjson ? JSON.stringify(line) : JSON.stringify(line, null, 2);
}

/** Writes a line and waits until the reader has taken it, so that a slow pipe does not fill the memory. */
async function print(line: string): Promise<void> {
  await new Promise<void>((resolve, reject) => process.stdout.write(`${line}\n`, (error) => (error ? reject(error) : resolve())));
}

async function analyzeFiles(engine: Engine, options: CommandOptions): Promise<number> {
  const files = options.files.length > 0 ? options.files : [sample];
  const bar = files.length > 1 && process.stderr.isTTY ? new SingleBar({ stream: process.stderr, format: '{bar} {value}/{total} {eta_formatted}' }) : null;
  bar?.start(files.length, 0);
  let refused = false;
  for (const file of files) {
    const inspection = await engine.inspect(await readOrNothing(file), options.analyze);
    refused ||= inspection.response.error_code !== 0;
    await print(answerOf(file, inspection, options));
    bar?.increment();
  }
  bar?.stop();
  return refused ? exitCode.refused : exitCode.analysed;
}

async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options.help) {
    console.log(usage);
    return exitCode.analysed;
  }
  return analyzeFiles(await createNodeAnalyzer(options), options);
}

try {
  // ONNX Runtime's threads would keep Node alive.
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`analyze: ${error.message}\n\n${usage}`);
  process.exit(exitCode.usage);
}
