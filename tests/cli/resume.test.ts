import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, truncateSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { analyze, endOf, startAnalyze } from '../support/command.js';
import { images } from '../support/images.js';
import { linesOf } from '../support/lines.js';
import { temporaryFolder, writeFiles } from '../support/photograph_folder.js';

const folder = temporaryFolder();
const photographs = path.join(folder, 'photographs');
const files = writeFiles(
  photographs,
  ...['1.jpg', '2.jpg'], ['3.jpg', 'no picture'], ['4.png', images.png], '5 "Ä"\n.jpg', '6.jpg', '7.jpg', '8.jpg', '9.jpg', '9a.jpg', '9b.jpg', '9c.jpg',
);
const args = ['--workers', '2', '--attributes', 'age'];
const whole = analyze('--ndjson', ...args, photographs);

const read = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const linesIn = (file: string): number => read(file).split('\n').length - 1;

/** Resolves when a file of the folder holds so many lines. */
async function grown(file: string, lines: number): Promise<void> {
  const watcher = watch(folder);
  try {
    while (linesIn(file) < lines) await new Promise((resolve) => watcher.once('change', resolve));
  } finally {
    watcher.close();
  }
}

test('--resume goes on after kill -9 in the middle and a line that was cut off: every photograph once, as in one run', async () => {
  const file = path.join(folder, 'killed.ndjson');
  const child = startAnalyze('--resume', file, ...args, photographs);
  const end = endOf(child);
  await grown(file, 3);
  child.kill('SIGKILL');
  assert.equal((await end).signal, 'SIGKILL');
  assert.ok(linesIn(file) < files.length, 'it was killed too late');
  appendFileSync(file, (await whole).stdout.split('\n').at(-2)?.slice(0, 200) ?? '');
  const run = await analyze('--resume', file, ...args, photographs);
  assert.deepEqual([run.stdout, run.stderr], ['', '']);
  assert.equal(read(file), (await whole).stdout);
});

test('--resume after a cut anywhere in the file: every photograph once, as in one run', async () => {
  const file = path.join(folder, 'cut.ndjson');
  const few = files.slice(0, 5);
  const stdout = `${(await whole).stdout.split('\n').slice(0, few.length).join('\n')}\n`;
  const firstLine = stdout.indexOf('\n') + 1;
  for (const length of [5, 14, firstLine - 1, firstLine, Buffer.byteLength(stdout) - 1]) {
    writeFileSync(file, stdout);
    truncateSync(file, length);
    await analyze('--resume', file, ...args, ...few);
    assert.equal(read(file), stdout, `cut after ${length} bytes`);
  }
});

test('--resume where all is done already writes nothing, refused answers too; a new photograph is added', async () => {
  const file = path.join(folder, 'done.ndjson');
  writeFileSync(file, (await whole).stdout);
  assert.equal((await analyze('--resume', file, ...args, photographs)).code, 0, 'of this run nothing was refused');
  assert.equal(read(file), (await whole).stdout);
  const [added = ''] = writeFiles(folder, 'added.jpg');
  await analyze('--resume', file, ...args, photographs, added, added);
  assert.deepEqual(linesOf({ stdout: read(file) }).map((line) => line.file), [...files, added], 'once, though it is named twice');
});

test('--resume and a file that holds something else: exit code 2, and the file is as it was', async () => {
  const { stdout } = await whole;
  for (const content of ['file,face\n', 'x', '{"name": 1}\n', `${stdout}[1]\n`, `${stdout}{"file":1,"response":{}}\n{"fi`]) {
    const [file = ''] = writeFiles(folder, ['other.ndjson', content]);
    const run = await analyze('--resume', file, ...args, photographs);
    assert.equal(run.code, 2, content.slice(-40));
    assert.match(run.stderr, /other\.ndjson is no file that --ndjson wrote/);
    assert.equal(read(file), content);
  }
});

test('--resume into a folder that is not there: exit code 1, and the reason in a line', async () => {
  const run = await analyze('--resume', path.join(folder, 'no/out.ndjson'), photographs);
  assert.equal(run.code, 1);
  assert.match(run.stderr, /^ENOENT.*\n$/);
});
