/** Measures how many photographs a server answers, and how soon: scripts/load. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { parsed, UsageError, wholeNumber } from '../../web/cli/arguments.js';
import { changeReadme, type Markers, withPart } from '../../web/package/marked_text.js';
import { apiPath } from '../../web/remote/options.js';
import { quantile } from '../evaluate/statistics.js';
import { packageCommand } from '../support/command.js';
import { machine } from './machine.js';
import { photograph } from './photographs.js';

const usage = `npm run load -- [OPTION...]
Measures requests a second of a server with its default options, by 1, 4 and 16 clients that ask with one photograph after the other.

  --seconds N   of each number of clients (default 20)
  --write       puts the table into README.md
  --help`;

const markers: Markers = ['<!-- load: written by npm run load -- --write -->', '<!-- end of load -->'];
const clientCounts = [1, 4, 16] as const;

interface Load {
  readonly clients: number;
  readonly seconds: number;
  /** Of each request. */
  readonly milliseconds: readonly number[];
}

async function startServer(): Promise<{ readonly endpoint: string; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, [packageCommand, 'serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const [, origin] = /^Listening on (http:\/\/.+)\/$/.exec(line) ?? [];
    if (origin !== undefined) return { endpoint: origin + apiPath, child };
  }
  throw new Error('the server does not listen');
}

/** @throws Error where an answer is not the photograph's */
async function ask(endpoint: string, image: Uint8Array): Promise<void> {
  const form = new FormData();
  form.append('image', new Blob([image as Uint8Array<ArrayBuffer>]), 'photo.jpg');
  const answer = await fetch(endpoint, { method: 'POST', body: form });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`the answer was ${answer.status} ${text}`);
}

async function loadBy(clients: number, seconds: number, endpoint: string, image: Uint8Array): Promise<Load> {
  const milliseconds: number[] = [];
  const begin = performance.now();
  const isOver = (): boolean => performance.now() - begin > seconds * 1000;
  await Promise.all(Array.from({ length: clients }, async () => {
    while (!isOver()) {
      const asked = performance.now();
      await ask(endpoint, image);
      milliseconds.push(performance.now() - asked);
    }
  }));
  return { clients, seconds: (performance.now() - begin) / 1000, milliseconds };
}

function inWords(measured: string, loads: readonly Load[]): string {
  const rows = loads.map(({ clients, seconds, milliseconds }) =>
    `| ${clients} | ${(milliseconds.length / seconds).toFixed(1)} | ${quantile(milliseconds, 0.5).toFixed(0)} | ${quantile(milliseconds, 0.95).toFixed(0)} |`);
  return [
    `One photograph of 640x480 with one face, the server's default options, server and clients on ${measured}:`,
    '',
    '| clients | requests a second | median, ms | 95 % within, ms |',
    '| ---: | ---: | ---: | ---: |',
    ...rows,
  ].join('\n');
}

async function run(seconds: number): Promise<string> {
  const measured = machine();
  const image = await photograph('one face, 640x480');
  const { endpoint, child } = await startServer();
  try {
    await loadBy(4, 2, endpoint, image); // what is new is slow
    const loads: Load[] = [];
    for (const clients of clientCounts) loads.push(await loadBy(clients, seconds, endpoint, image));
    return inWords(measured, loads);
  } finally {
    child.kill('SIGTERM');
  }
}

try {
  const { values } = parsed({
    args: process.argv.slice(2),
    options: { seconds: { type: 'string' }, write: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  const seconds = wholeNumber('seconds', values.seconds, [1, 3600]) ?? 20;
  if (values.help) console.log(usage);
  else {
    const words = await run(seconds);
    console.log(words);
    if (values.write) changeReadme((text) => withPart(text, markers, words));
  }
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}
