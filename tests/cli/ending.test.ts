import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { until } from '../../web/cli/until.js';
import { endOf, packageCommand, startAnalyze } from '../support/command.js';
import { filesOf } from '../support/lines.js';
import { temporaryFolder, writeFiles } from '../support/photograph_folder.js';

const folder = temporaryFolder();
const files = writeFiles(folder, ...Array.from({ length: 12 }, (_, number) => `${10 + number}.jpg`));
const quick = ['--threads', '1', '--workers', '2', '--attributes', 'age'];

test('| head -n 1: the command ends without a word, and with the exit code of what it wrote', async () => {
  for (const format of ['--ndjson', '--csv']) {
    const script = '"$@" | head -n 1 | wc -l; echo "${PIPESTATUS[0]}"';
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', script, 'bash', process.execPath, packageCommand, 'analyze', format, ...quick, folder]);
    assert.equal(stderr, '');
    assert.equal(stdout.replaceAll(' ', ''), '1\n0\n');
  }
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal}: what was begun is written, in whole lines, and the signal ends the command though its list goes on`, async () => {
    const child = startAnalyze('--ndjson', ...quick, '--files-from', '-');
    const end = endOf(child);
    child.stdin.write(files.slice(0, 5).map((file) => `${file}\n`).join(''));
    await once(child.stdout, 'data');
    child.kill(signal);
    const run = await end;
    assert.equal(run.signal, signal);
    assert.equal(run.stderr, '');
    const written = filesOf(run);
    assert.deepEqual(written, files.slice(0, written.length), 'no gap');
  });
}

test('a stream is read until a promise resolves, though its next item never comes', async () => {
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  async function* stream() {
    yield* [1, 2];
    await new Promise(() => undefined);
  }
  const items: number[] = [];
  for await (const item of until(stream(), stopped)) {
    items.push(item);
    if (item === 2) setImmediate(stop);
  }
  assert.deepEqual(items, [1, 2]);
});

test('a stream ends where it ends, and what it throws is thrown', async () => {
  const never = new Promise(() => undefined);
  async function* stream() {
    yield 1;
    throw new Error('broken off');
  }
  const items: number[] = [];
  await assert.rejects(async () => {
    for await (const item of until(stream(), never)) items.push(item);
  }, /broken off/);
  assert.deepEqual(items, [1]);
  assert.equal((await until((async function* () {})(), never).next()).done, true);
});
