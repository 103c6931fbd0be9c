/** Measures speed, memory and downloads beside the peers: scripts/bench. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { repositoryRoot } from '../../models/manifest.js';
import { exitCode, UsageError } from '../../web/cli/arguments.js';
import { changeReadme, type Markers, withPart } from '../../web/package/marked_text.js';
import type { Server } from '../browser/support/server.js';
import { sum } from '../evaluate/statistics.js';
import { samplePath } from '../support/files.js';
import { hostileFiles } from './hostile/files.js';
import { type HostileRuns, measureHostile } from './hostile/measure.js';
import { machine } from './machine.js';
import { filesOf, measure, peakMemory, type Runs } from './measure.js';
import { type Options, optionsOf, usage } from './options.js';
import { addressOf, startSite } from './site.js';
import { type Download, hostileTable, inWords, type Results, workTable } from './table.js';
import { type Contestant, works } from './works.js';

const markers: Markers = ['<!-- speed: written by npm run bench -- --write -->', '<!-- end of speed -->'];
const analyzers: readonly Contestant[] = ['ours', 'human', 'face_api'];
const compress = promisify(brotliCompress);

async function downloadOf(site: Server, contestant: Contestant): Promise<Download> {
  const sizes = await Promise.all((await filesOf(site, contestant)).map(async (path) => {
    const bytes = new Uint8Array(await (await fetch(site.origin + path)).arrayBuffer());
    return { plain: bytes.length, compressed: (await compress(bytes)).length };
  }));
  return { plain: sum(sizes.map(({ plain }) => plain)), compressed: sum(sizes.map(({ compressed }) => compressed)) };
}

function commandRuns(rounds: number): number[] {
  const command = [fileURLToPath(new URL('dist/cli.js', repositoryRoot)), 'analyze', samplePath(1)];
  return Array.from({ length: rounds }, () => {
    const begin = performance.now();
    execFileSync(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] });
    return performance.now() - begin;
  });
}

async function byContestant<Value>(of: (contestant: Contestant) => Promise<Value>): Promise<Record<string, Value>> {
  const values: [string, Value][] = [];
  for (const contestant of analyzers) values.push([contestant, await of(contestant)]); // one after the other, for each its whole machine
  return Object.fromEntries(values);
}

async function measureWorks(site: Server, { only = '', rounds }: Options): Promise<Record<string, Runs>> {
  const measured: [string, Runs][] = [];
  for (const name of Object.keys(works).filter((name) => name.includes(only))) {
    const runs = await measure(site, name, rounds);
    console.error(`${name}: faces ${JSON.stringify(runs.faces)}`);
    measured.push([name, runs]);
  }
  return Object.fromEntries(measured);
}

async function measureFiles(site: Server, { only = '', rounds }: Options): Promise<Record<string, HostileRuns>> {
  const measured: [string, HostileRuns][] = [];
  for (const name of Object.keys(hostileFiles).filter((name) => name.includes(only))) {
    const runs = await measureHostile(site, name, rounds);
    console.error(`${name}: ${runs.refusal || 'decoded'}`);
    measured.push([name, runs]);
  }
  return Object.fromEntries(measured);
}

async function run(options: Options): Promise<void> {
  const before = machine();
  const site = await startSite([...analyzers, 'browser_decoder', 'jsquash']);
  try {
    const measured = await measureWorks(site, options);
    const hostile = await measureFiles(site, options);
    if (options.only !== undefined) return console.log([workTable({ works: measured }), hostileTable({ hostile })].join('\n\n'));
    const results: Results = {
      machine: before,
      rounds: options.rounds,
      works: measured,
      hostile,
      peakMemory: await byContestant(async (contestant) => peakMemory(site, contestant, addressOf('portrait, 4095x4095'))),
      downloads: await byContestant(async (contestant) => downloadOf(site, contestant)),
      command: commandRuns(options.rounds),
    };
    writeFileSync(new URL('build/bench/results.json', repositoryRoot), JSON.stringify(results, null, 2));
    const words = inWords(results);
    console.log(words);
    if (options.write) changeReadme((text) => withPart(text, markers, words));
  } finally {
    await site.close();
  }
}

try {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) console.log(usage);
  else if (options.list) console.log([...Object.keys(works), ...Object.keys(hostileFiles)].join('\n'));
  else await run(options);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = exitCode.usage;
}
