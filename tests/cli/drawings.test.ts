import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { repositoryRoot } from '../../models/manifest.js';
import { analyze, analyzeIn } from '../support/command.js';
import { images } from '../support/images.js';
import { linesOf } from '../support/lines.js';
import { temporaryFolder, writeFiles } from '../support/photograph_folder.js';
import { withOrientation } from '../support/pictures.js';

const folder = temporaryFolder();
const drawings = path.join(folder, 'drawings');

/** Red, green, blue and alpha. */
type PixelAt = (x: number, y: number) => readonly number[];

async function pixelsOf(bytes: Uint8Array): Promise<{ width: number; height: number; at: PixelAt }> {
  const image = await loadImage(bytes);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return { width: image.width, height: image.height, at: (x, y) => [...data.subarray(4 * (y * image.width + x), 4 * (y * image.width + x) + 3)] };
}

const difference = (one: readonly number[], other: readonly number[]): number => Math.max(...one.map((value, index) => Math.abs(value - (other[index] ?? 0))));

/** Where a photograph's drawing is found. */
const drawingOf = (photograph: string, root = drawings): string => path.join(root, `${path.relative('', photograph).replaceAll('..', '_')}.faces.jpg`);

test('--draw: each photograph with a face gets its drawing, upright, the faces marked and the rest as it was; a refused one gets none', async () => {
  const [plain = '', turned = '', png = '', refused = ''] = writeFiles(
    folder, 'one/a.jpg', ['two/a.jpg', withOrientation(images.jpeg, 6)], ['two/b.png', images.png], ['two/c.jpg', 'no picture'],
  );
  const run = await analyze('--ndjson', '--draw', drawings, plain, turned, png, refused);
  assert.equal(run.stderr, '');
  assert.equal(existsSync(drawingOf(refused)), false);
  for (const { file, response } of linesOf(run).slice(0, 3)) {
    const [drawn, source] = await Promise.all([pixelsOf(readFileSync(drawingOf(file))), pixelsOf(readFileSync(file))]);
    assert.deepEqual([drawn.width, drawn.height], [response.image_width, response.image_height], file);
    const [left = 0, top = 0, , height = 0] = response.data?.face_rectangles ?? [];
    assert.ok(difference(drawn.at(left, top + Math.round(height / 2)), source.at(left, top + Math.round(height / 2))) > 40, `${file}: the rectangle's edge`);
    assert.ok(difference(drawn.at(2, drawn.height - 3), source.at(2, drawn.height - 3)) < 12, `${file}: a corner`);
  }
});

test('--draw into the folder of the photographs leaves them as they are', async () => {
  const [file = ''] = writeFiles(folder, 'same/a.jpg');
  await analyze('--ndjson', '--draw', path.dirname(file), file);
  assert.deepEqual(readFileSync(file), Buffer.from(images.jpeg));
});

test('--draw takes a photograph on stdin', async () => {
  const { code } = await analyzeIn({ input: images.jpeg }, '--draw', drawings, '-');
  assert.equal(code, 0);
  assert.ok((await pixelsOf(readFileSync(path.join(drawings, 'stdin.faces.jpg')))).width > 0);
});

test('--draw without a canvas says what to install, before anything is analysed', () => {
  const elsewhere = path.join(folder, 'elsewhere/node_modules/local-face-analyzer');
  mkdirSync(path.join(elsewhere, 'dist'), { recursive: true });
  const root = fileURLToPath(repositoryRoot);
  for (const file of ['package.json', ...readdirSync(path.join(root, 'dist')).filter((name) => name.endsWith('.js')).map((name) => `dist/${name}`)]) cpSync(path.join(root, file), path.join(elsewhere, file));
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(elsewhere, 'dist/cli.js'), 'analyze', '--draw', drawings, 'a.jpg'], { encoding: 'utf8' });
  assert.equal(status, 2);
  assert.equal(stdout, '');
  assert.match(stderr, /npm install @napi-rs\/canvas/);
});
