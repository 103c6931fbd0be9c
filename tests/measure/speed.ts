import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Timings } from '../../web/interface.js';
import { samplePhotograph } from '../models/photographs.js';
import { analyzer } from '../support/analysis.js';
import { samplePath } from '../support/files.js';
import { cropped, encodeJpeg, noisy, paste } from '../support/pictures.js';

// Prints the README's table: milliseconds by stage, warm, one thread, the median of some runs.
const stages = ['decode', 'search', 'mesh', 'features', 'qualities', 'response'] as const;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

const networksOf = ({ networks }: Timings): number =>
  Object.values(networks).reduce((sum, { milliseconds }) => sum + milliseconds, 0);

const totalOf = ({ stages: by }: Timings): number => stages.reduce((sum, stage) => sum + by[stage], 0);

/** The whole, less the networks' runs and the decoding: what the core itself costs. */
const coreOf = (timings: Timings): number => totalOf(timings) - networksOf(timings) - timings.stages.decode;

async function measure(name: string, bytes: Uint8Array, runs: number): Promise<string> {
  const timings: Timings[] = [];
  let faces = 0;
  for (let run = 0; run <= runs; run += 1) {
    const inspection = await analyzer.inspect(bytes);
    faces = inspection.faces.length;
    if (run > 0) timings.push(inspection.timings); // the first run loads the networks
  }
  const milliseconds = (of: (timings: Timings) => number): string => median(timings.map(of)).toFixed(0);
  const share = median(timings.map((timing) => coreOf(timing) / totalOf(timing)));
  const columns = [
    `${name}, ${faces} face${faces === 1 ? '' : 's'}`,
    ...stages.map((stage) => milliseconds((timing) => timing.stages[stage])),
    milliseconds(totalOf), milliseconds(networksOf), `${milliseconds(coreOf)} (${(100 * share).toFixed(1)} %)`,
    `${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  ];
  return `| ${columns.join(' | ')} |`;
}

/** A portrait in a picture of 12 megapixels, as a telephone takes it. */
function largePortrait(): Uint8Array {
  const canvas = noisy(4032, 3024);
  paste(canvas, cropped(samplePhotograph(3), { left: 480, top: 180, width: 400, height: 560 }), 1800, 1200);
  return encodeJpeg(canvas, 90);
}

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const runs = Number(values.runs);
console.log(`| photograph | ${stages.join(' | ')} | total | of it networks | of it neither networks nor decoding | peak memory of the process |`);
console.log(`| --- |${' ---: |'.repeat(stages.length + 4)}`);
console.log(await measure('group of 2.7 MP', readFileSync(samplePath(5)), runs));
console.log(await measure('JPEG of 12 MP', largePortrait(), runs));
process.exit(0); // ONNX Runtime's threads would keep Node alive
