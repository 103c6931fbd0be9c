import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { SingleBar } from 'cli-progress';
import { createFaceAnalyzer, type FaceAnalyzer, type Inspection } from 'local-face-analyzer';
import { type CommandOptions, parseOptions, usage } from './analyze_options.js';
import { type Command, exitCode, UsageError } from './arguments.js';

/** The photograph that stands in for a missing FILE: only the repository has it, among the packages it is developed with. */
function sample(): string {
  try {
    return fileURLToPath(import.meta.resolve('@vladmandic/face-api/package.json').replace('package.json', 'demo/sample1.jpg'));
  } catch {
    throw new UsageError('a FILE is needed');
  }
}

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
function detailsOf({ faces, timings }: Inspection) {
  return {
    faces: faces.map(({ embedding, mesh, confidences, qualities }) => ({ embedding: Array.from(embedding), mesh: triples(mesh), confidences, qualities })),
    timings,
  };
}

function triples(values: Float32Array): number[][] {
  return Array.from({ length: values.length / 3 }, (_, i) => Array.from(values.subarray(3 * i, 3 * i + 3), hundredths));
}

const hundredths = (value: number): number => Math.round(value * 100) / 100;

function answerOf(file: string, inspection: Inspection, { ndjson, details }: CommandOptions): string {
  const { response } = inspection;
  if (!ndjson && !details) return JSON.stringify(response, null, 2);
  const line = details ? { file, response, details: detailsOf(inspection) } : { file, response };
  return ndjson ? JSON.stringify(line) : JSON.stringify(line, null, 2);
}

/** Writes a line and waits until the reader has taken it, so that a slow pipe does not fill the memory. */
async function print(line: string): Promise<void> {
  await new Promise<void>((resolve, reject) => process.stdout.write(`${line}\n`, (error) => (error ? reject(error) : resolve())));
}

async function analyzeFiles(analyzer: FaceAnalyzer, files: readonly string[], options: CommandOptions): Promise<number> {
  const bar = files.length > 1 && process.stderr.isTTY ? new SingleBar({ stream: process.stderr, format: '{bar} {value}/{total} {eta_formatted}' }) : null;
  bar?.start(files.length, 0);
  let refused = false;
  for (const file of files) {
    const inspection = await analyzer.inspect(await readOrNothing(file), options.analyze);
    refused ||= inspection.response.error_code !== 0;
    await print(answerOf(file, inspection, options));
    bar?.increment();
  }
  bar?.stop();
  return refused ? exitCode.failed : exitCode.done;
}

export const analyze: Command = {
  usage,
  async run(args) {
    const options = parseOptions(args);
    if (options.help) {
      console.log(usage);
      return exitCode.done;
    }
    const files = options.files.length > 0 ? options.files : [sample()];
    return analyzeFiles(await createFaceAnalyzer({ threads: options.threads }), files, options);
  },
};
