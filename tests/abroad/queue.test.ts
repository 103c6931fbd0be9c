import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { analyzer } from '../support/analysis.js';
import { endOf } from '../support/command.js';
import { samplePath } from '../support/files.js';
import { images } from '../support/images.js';
import { linesOf } from '../support/lines.js';
import { temporaryFolder, writeFiles } from '../support/photograph_folder.js';
import { refusedImages } from '../support/refused_images.js';
import { Project } from './support/project.js';
import { ended, Redis } from './support/redis.js';

const { folder: example } = await Project.install('bullmq');
const redis = await Redis.start();
const env = { ...process.env, REDIS_URL: redis.url };

const folder = temporaryFolder();
const [small = '', refused = ''] = writeFiles(folder, ['small.png', images.png], ['refused.jpg', refusedImages.FILE_DECODING_FAILURE]);
const kinds = [samplePath(1), samplePath(2), samplePath(5), small, refused];

/** Photographs of their own names, of several kinds in turn. */
const files = Array.from({ length: 30 }, (_, number) => {
  const from = kinds[number % kinds.length] ?? '';
  const file = path.join(folder, `${number}${path.extname(from)}`);
  cpSync(from, file);
  return file;
});

/** Starts one of the example's scripts for a test. */
function start(t: TestContext, ...args: readonly string[]): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, args, { cwd: example, env });
  t.after(() => ended(child));
  return child;
}

/** The jobs in a state of the queue. */
const jobsIn = async (state: 'active' | 'failed' | 'completed'): Promise<string[]> => {
  return (await redis.ask(...(state === 'active' ? ['LRANGE'] : ['ZRANGE']), `bull:photographs:${state}`, '0', '-1')) as string[];
};

/** How often each job was said to be completed. */
async function completions(): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const [, fields] of (await redis.ask('XRANGE', 'bull:photographs:events', '-', '+')) as [id: string, fields: string[]][]) {
    if (fields[fields.indexOf('event') + 1] !== 'completed') continue;
    const job = fields[fields.indexOf('jobId') + 1] ?? '';
    counts.set(job, (counts.get(job) ?? 0) + 1);
  }
  return counts;
}

/** A number of a job's record. stc: how often it was found without its worker; ats: how often it was begun. */
const fieldOf = async (job: number, field: 'stc' | 'ats'): Promise<number> => Number((await redis.ask('HGET', `bull:photographs:${job}`, field)) ?? 0);

async function sumOf(field: 'stc' | 'ats'): Promise<number> {
  const values = await Promise.all(files.map((_, index) => fieldOf(index + 1, field)));
  return values.reduce((total, value) => total + value, 0);
}

test('30 photographs, three workers, one of them killed at work: one right response each, nothing lost, nothing twice', { timeout: 180_000 }, async (t) => {
  const expected = await Promise.all(kinds.map(async (file) => (await analyzer.inspect(readFileSync(file))).response));
  const workers = [start(t, 'worker.js'), start(t, 'worker.js'), start(t, 'worker.js')];
  const producer = start(t, 'add.js', ...files);
  const end = endOf(producer);
  // From here on each worker has a photograph: it takes the next one in the very step in which it gives an answer.
  while ((await jobsIn('active')).length < workers.length) assert.equal(producer.exitCode, null, 'all workers were at work at once');
  workers[0]?.kill('SIGKILL');
  const run = await end;

  assert.equal(run.code, 0, run.stderr);
  const lines = linesOf(run);
  assert.deepEqual(lines.map(({ file }) => file), files);
  for (const [number, { response }] of lines.entries()) assert.deepEqual(response, expected[number % kinds.length], files[number]);
  assert.deepEqual(await completions(), new Map(files.map((_, index) => [`${index + 1}`, 1])));
  assert.deepEqual([await jobsIn('active'), await jobsIn('failed')], [[], []]);
  assert.equal(await sumOf('stc'), 1, 'the photograph of the worker that was killed was found again, once');
  assert.equal(await sumOf('ats'), files.length + 1, 'and begun twice: at least once is what a queue promises');
});

test('a photograph whose workers die twice fails: one that kills them does not go on for ever', { timeout: 120_000 }, async (t) => {
  const job = Number(await redis.ask('GET', 'bull:photographs:id')) + 1;
  const producer = start(t, 'add.js', samplePath(5));
  const end = endOf(producer);
  for (const begins of [1, 2]) {
    const worker = start(t, 'worker.js');
    while ((await fieldOf(job, 'ats')) < begins) assert.equal(producer.exitCode, null, 'it was answered too soon');
    await ended(worker);
  }
  start(t, 'worker.js');
  const run = await end;
  assert.deepEqual([run.code, run.stdout], [1, '']);
  assert.match(run.stderr, /sample5\.jpg: job stalled more than allowable limit/);
});

test('a photograph that cannot be read fails after its three attempts, and the others are answered', { timeout: 60_000 }, async (t) => {
  start(t, 'worker.js');
  const run = await endOf(start(t, 'add.js', path.join(folder, 'gone.jpg'), small));
  assert.equal(run.code, 1);
  assert.deepEqual(linesOf(run).map(({ file }) => file), [small]);
  assert.match(run.stderr, /gone\.jpg.*cannot be read/);
});

test('SIGTERM: a worker answers the photograph that it has, and ends', { timeout: 60_000 }, async (t) => {
  const worker = start(t, 'worker.js');
  const workerEnd = endOf(worker);
  const producer = start(t, 'add.js', samplePath(1));
  const run = endOf(producer);
  while ((await jobsIn('active')).length === 0) assert.equal(producer.exitCode, null);
  worker.kill('SIGTERM');
  assert.equal(linesOf(await run)[0]?.response.data?.face_count, 3);
  assert.equal((await workerEnd).code, 0);
});
