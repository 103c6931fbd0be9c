import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { FaceAnalyzerResponse } from '../../web/response.js';
import { assertRefusal } from '../support/analysis.js';
import { analyze, analyzeIn } from '../support/command.js';
import { images } from '../support/images.js';
import { filesOf, linesOf } from '../support/lines.js';
import { temporaryFolder, writeFiles } from '../support/photograph_folder.js';
import { refusedImages } from '../support/refused_images.js';

const folder = temporaryFolder();
const [first = '', second = ''] = writeFiles(folder, 'one.jpg', 'two words.jpg');
const quick = ['--threads', '1', '--attributes', 'age'];

test('a folder is searched with the folders in it, sorted; by the endings, in any case, without what is hidden', async () => {
  const root = path.join(folder, 'search');
  const found = writeFiles(root, 'a/z.JPG', 'a.jpeg', ['b.Png', images.png], ['c/d/deep.BMP', images.bmp], 'c/d.jpg', 'e.jpe', 'f.jfif');
  writeFiles(root, '.hidden.jpg', '.hidden/a.jpg', 'jpg', ['notes.txt', 'a'], ['g.gif', 'GIF89a'], 'h.jpg.part');
  mkdirSync(path.join(root, 'folder.jpg'));
  const run = await analyze('--ndjson', ...quick, root);
  assert.deepEqual(filesOf(run), found);
  assert.equal(run.stderr, '');
});

test('links to folders and photographs are followed, and those that turn in a circle end', async () => {
  const root = path.join(folder, 'links');
  const [a = '', elsewhere = ''] = writeFiles(root, 'inside/a.jpg', 'outside/b.jpg');
  symlinkSync('..', path.join(root, 'inside/circle'));
  symlinkSync('../outside', path.join(root, 'inside/there'));
  symlinkSync(elsewhere, path.join(root, 'inside/z.jpg'));
  symlinkSync('itself', path.join(root, 'inside/itself'));
  const run = await analyze('--ndjson', ...quick, path.join(root, 'inside'));
  const inside = path.join(root, 'inside');
  assert.deepEqual(filesOf(run), [a, path.join(inside, 'circle/outside/b.jpg'), path.join(inside, 'z.jpg')], 'no folder twice');
  assert.equal(run.code, 0);
});

test('a photograph whose link leads nowhere is missed, not passed over', async () => {
  const root = path.join(folder, 'nowhere');
  const [good = ''] = writeFiles(root, 'good.jpg');
  symlinkSync('gone.jpg', path.join(root, 'bad.jpg'));
  const run = await analyze('--ndjson', ...quick, root);
  assert.deepEqual(filesOf(run), [path.join(root, 'bad.jpg'), good]);
  assert.match(run.stderr, /ENOENT.*bad\.jpg/);
  assert.equal(run.code, 1);
});

/** Root may read everything; without these capabilities it is a user like others. */
const asUser = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : [];

function isWithoutUser(): string | false {
  try {
    const [program = 'true', ...args] = asUser;
    execFileSync(program, program === 'true' ? [] : [...args, 'true']);
    return false;
  } catch {
    return 'root cannot become a user like others here';
  }
}

test('a folder and a file without permission are named on stderr, and stop nothing', { skip: isWithoutUser() }, async (t) => {
  const root = path.join(folder, 'closed');
  const [, unreadable = '', last = ''] = writeFiles(root, 'inner/a.jpg', 'unreadable.jpg', 'z.jpg');
  chmodSync(path.join(root, 'inner'), 0);
  chmodSync(unreadable, 0);
  t.after(() => chmodSync(path.join(root, 'inner'), 0o700));
  const run = await analyzeIn({ by: asUser }, '--ndjson', ...quick, root);
  assert.equal(run.code, 1);
  assert.match(run.stderr, /EACCES.*inner'\n/);
  assert.match(run.stderr, /EACCES.*unreadable\.jpg'\n/);
  const lines = linesOf(run);
  assert.deepEqual(lines.map(({ file }) => file), [unreadable, last]);
  assert.deepEqual(lines.map(({ response }) => response.error_code_str), ['MISSING_PARAMETERS', '']);
});

test('a folder without a photograph says so', async () => {
  const root = path.join(folder, 'empty');
  mkdirSync(root);
  const run = await analyze('--ndjson', root, first);
  assert.deepEqual(filesOf(run), [first]);
  assert.match(run.stderr, /there is no photograph in .*empty/);
  assert.equal(run.code, 1);
});

test('- is one photograph on stdin: its response alone, or a line with that name', async () => {
  const [alone, line] = await Promise.all([analyzeIn({ input: images.jpeg }, '-'), analyzeIn({ input: images.png }, '--ndjson', '-', first)]);
  assert.equal(alone.code, 0);
  assert.equal(alone.stdout, (await analyze(first)).stdout);
  assert.deepEqual(filesOf(line), ['-', first]);
  assert.equal(linesOf(line)[0]?.response.data?.face_count, 1);
});

test('nothing on stdin is a missing image', async () => {
  const run = await analyzeIn({ input: '' }, '-');
  assert.equal(run.code, 1);
  assertRefusal(JSON.parse(run.stdout) as FaceAnalyzerResponse, 400, 'MISSING_PARAMETERS');
});

test('--files-from: a path a line, of files and folders, after those on the command line; empty lines are none', async () => {
  const root = path.join(folder, 'listed');
  const [inFolder = ''] = writeFiles(root, 'a.jpg');
  const [list = ''] = writeFiles(folder, ['list.txt', `${second}\r\n\n${root}\n${first}`]);
  const run = await analyze('--ndjson', ...quick, '--files-from', list, first);
  assert.deepEqual(filesOf(run), [first, second, inFolder, first]);
  assert.equal(run.code, 0);
});

test('--files-from - --null: what find -print0 writes, a line\'s end in a name and all', async () => {
  const root = path.join(folder, 'odd');
  const odd = writeFiles(root, ' a\n"b".jpg', 'Ä,ö.jpg', "it's.jpg");
  const run = await analyzeIn({ input: odd.map((file) => `${file}\0`).join('') }, '--ndjson', ...quick, '--files-from', '-', '--null');
  assert.deepEqual(filesOf(run), odd);
  assert.equal(run.code, 0);
});

test('a list that is not there: exit code 1 and its name, after what was named otherwise', async () => {
  const run = await analyze('--ndjson', ...quick, '--files-from', path.join(folder, 'no-list'), first);
  assert.deepEqual(filesOf(run), [first]);
  assert.match(run.stderr, /ENOENT.*no-list/);
  assert.equal(run.code, 1);
});

test('a damaged file, no picture and a file of 100 MB in the middle are refused, and the others are answered', async () => {
  const root = path.join(folder, 'damaged');
  const [, , , large = ''] = writeFiles(root, 'a.jpg', ['b.jpg', refusedImages.FILE_DECODING_FAILURE], ['c.png', 'no picture'], ['d.bmp', ''], 'e.jpg');
  truncateSync(large, 100 * 1024 * 1024);
  const run = await analyze('--ndjson', ...quick, '--workers', '2', root);
  assert.equal(run.code, 1);
  assert.equal(run.stderr, '');
  const responses = linesOf(run).map(({ response }) => response);
  const codes = ['', 'FILE_DECODING_FAILURE', 'UNSUPPORTED_FILE_TYPES', 'FILE_SIZE_EXCEEDS_LIMIT', ''];
  assert.deepEqual(responses.map((response) => response.error_detail.code), codes);
  assert.match(responses[3]?.error_msg ?? '', /has 104857600 bytes/, 'it is not read as a whole, and its length is known');
  rmSync(large);
});
