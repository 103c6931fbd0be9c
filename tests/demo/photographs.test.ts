import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { PNG } from 'pngjs';
import type { Download, Page } from 'playwright-core';
import { defaultColours, facesOf, type LandmarkGroup } from '../../web/draw.js';
import type { FaceAnalyzerData, FaceAnalyzerResponse } from '../../web/response.js';
import { launchBrowser } from '../browser/support/browser.js';
import { answersOfNode, assertSameAnswer } from '../browser/support/expected.js';
import { photographs } from '../browser/support/photographs.js';
import { chosen, handOver } from './support/hand_over.js';
import { startDemo } from './support/site.js';
import { openDemo, untilReady } from './support/visit.js';

const answers = await answersOfNode(['face.png', 'group.jpg']);
const face = { name: 'face.png', bytes: photographs['face.png'] };
const group = { name: 'group.jpg', bytes: photographs['group.jpg'] };
const groupData = (JSON.parse(answers['group.jpg']) as FaceAnalyzerResponse).data as FaceAnalyzerData;

const site = await startDemo();
const browser = await launchBrowser();
const { page, complaints } = await openDemo(browser, site, '', { acceptDownloads: true, permissions: ['clipboard-read', 'clipboard-write'] });
after(async () => {
  await browser.close();
  await site.close();
});

const cards = page.locator('#cards article');

async function untilShown(name: string, faces: number): Promise<void> {
  await page.locator(`#stage canvas[aria-label^="${name}, with ${faces} face"]`).waitFor({ timeout: 60_000 });
  assert.equal(await cards.count(), faces);
}

/** A second visit of nothing: every photograph of before is gone. */
async function reload(page: Page): Promise<void> {
  await page.reload();
  await untilReady(page);
}

test('the first load is told in bytes, then what runs the networks', async () => {
  await page.locator('#loading-bytes', { hasText: /^\d+\.\d of 9\.\d MB$/ }).waitFor({ timeout: 60_000 });
  assert.match(await page.locator('#loading-text').innerText(), /Loading|Preparing/);
  await untilReady(page);
  assert.match(await page.locator('#loading-bytes').innerText(), /^WebAssembly · \d threads? · SIMD · in a worker$/);
});

test('a chosen file: a card with every attribute and the eight qualities, and the response of the package, byte for byte', async () => {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Choose files' }).click()]);
  assert.equal(chooser.isMultiple(), true);
  await chooser.setFiles(chosen(face));
  await untilShown('face.png', 1);
  const { data } = JSON.parse(answers['face.png']) as { data: FaceAnalyzerData };
  const said = await cards.first().innerText();
  for (const label of ['Age', 'Gender', 'Expression', 'Glasses', 'Hat', 'Mask', 'Beauty', 'Is a face', 'Pose', 'Box', 'Pupils']) assert.ok(said.includes(label), label);
  assert.match(said, new RegExp(`Age\\s+${data.age_list[0]}\\s`));
  assert.match(said, new RegExp(`Beauty\\s+${data.beauty_list[0]}\\s`));
  const scores = await cards.first().locator('[role=meter]').evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('aria-valuenow'))));
  assert.deepEqual(scores, Object.values(data.qualities).map(([score]) => score));
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assertSameAnswer(JSON.stringify(JSON.parse(await page.evaluate(async () => navigator.clipboard.readText()))), answers['face.png']);
});

test('each bar shows its score, and the mark at 85', async () => {
  const bar = cards.first().locator('[role=meter]').first();
  const { width, fill, mark, score } = await bar.evaluate((bar) => ({
    width: bar.clientWidth,
    fill: Number.parseFloat(getComputedStyle(bar, '::before').width),
    mark: Number.parseFloat(getComputedStyle(bar, '::after').left),
    score: Number(bar.getAttribute('aria-valuenow')),
  }));
  assert.ok(Math.abs(fill / width - score / 100) < 0.01, `${fill} of ${width} for ${score}`);
  assert.ok(Math.abs(mark / width - 0.85) < 0.01, `${mark} of ${width}`);
});

test('the response is folded and unfolded, and downloaded as it is', async () => {
  const tree = page.locator('.tree');
  await tree.getByText('landmarks:').waitFor();
  assert.equal(await tree.locator('.numbers').last().isVisible(), false);
  await tree.getByText('210 numbers').click();
  assert.equal(await tree.locator('details', { hasText: 'landmarks:' }).last().locator('.numbers').isVisible(), true);
  await page.locator('.json > details > summary').click();
  assert.equal(await tree.isVisible(), false);
  await page.locator('.json > details > summary').click();
  const download = await downloaded(async () => page.getByRole('button', { name: 'Download' }).click());
  assert.equal(download.suggestedFilename(), 'face-faces.json');
  assertSameAnswer(JSON.stringify(JSON.parse(await readFile(await download.path(), 'utf8'))), answers['face.png']);
});

test('timings by stage, backend and threads stand beside it', async () => {
  const said = await page.locator('.timings').innerText();
  for (const stage of ['Decode the file', 'Search for faces', 'Mesh and landmarks', 'Attributes and feature', 'Quality scores', 'Write the response']) assert.ok(said.includes(stage), stage);
  assert.match(said, /\d+ ms/);
  assert.match(said, /WebAssembly · \d threads?/);
});

test('the annotated picture is downloaded in its own size, with the marks in it and nothing else changed', async () => {
  const download = await downloaded(async () => page.getByRole('button', { name: 'Save picture' }).click());
  assert.equal(download.suggestedFilename(), 'face-faces.png');
  const [marked, plain] = [PNG.sync.read(await readFile(await download.path())), PNG.sync.read(Buffer.from(face.bytes))];
  assert.deepEqual([marked.width, marked.height], [plain.width, plain.height]);
  const differs = (x: number, y: number): boolean => [0, 1, 2].some((channel) => marked.data[(y * plain.width + x) * 4 + channel] !== plain.data[(y * plain.width + x) * 4 + channel]);
  const { data } = JSON.parse(answers['face.png']) as { data: FaceAnalyzerData };
  const [left = 0, top = 0, , height = 0] = data.face_rectangles;
  assert.ok(differs(left, top + Math.round(height / 2)), 'the box');
  for (let point = 0; point < 105; point += 1) assert.ok(differs(Math.round(data.landmarks[point * 2] ?? 0), Math.round(data.landmarks[point * 2 + 1] ?? 0)), `landmark ${point}`);
  const [marks] = facesOf(JSON.parse(answers['face.png']) as FaceAnalyzerResponse);
  const coloured = (marks?.landmarks ?? []).map(({ x, y, group }) => {
    const place = Math.round(y) * plain.width + Math.round(x);
    return nearestGroup(marked.data.subarray(place * 4, place * 4 + 3)) === group;
  });
  assert.ok(coloured.filter(Boolean).length > 90, 'each group has its own colour, where no pupil and no axis is drawn over it');
  for (const [x, y] of [[1, 1], [plain.width - 2, 1], [1, plain.height - 2]] as const) assert.ok(!differs(x, y), 'a corner');
});

test('the pointer over a landmark names it with its index', async () => {
  await page.mouse.move(0, 0);
  await page.evaluate(() => scrollTo(0, 0));
  for (const [index, name] of [[57, 'nose, tip'], [98, 'contour, tip of the chin'], [24, 'left eye, outer corner']] as const) {
    const place = await placeOf(answers['face.png'], index);
    await page.mouse.move(place.x, place.y);
    assert.equal(await page.locator('#stage .tip').innerText(), `${index} ${name}`);
  }
  await page.mouse.move(0, 0);
  assert.equal(await page.locator('#stage .tip').isVisible(), false);
});

test('the landmark slider names a landmark and rings it on the picture', async () => {
  const before = await pixels();
  await page.getByLabel('Landmark', { exact: true }).fill('62');
  assert.equal(await page.locator('#point-name').innerText(), '62 mouth, left outer corner');
  assert.notEqual(await pixels(), before);
  await page.getByLabel('Landmark', { exact: true }).fill('-1');
  assert.equal(await pixels(), before);
});

test('each layer can be switched off', async () => {
  const seen = new Set([await pixels()]);
  for (const name of ['Box', 'Landmarks', 'Pupils', 'Pose']) {
    await page.getByLabel(name, { exact: true }).uncheck();
    seen.add(await pixels());
  }
  assert.equal(seen.size, 5);
  for (const name of ['Box', 'Landmarks', 'Pupils', 'Pose']) await page.getByLabel(name, { exact: true }).check();
});

test('several dropped at once are analysed one after the other, and each can be shown again', async () => {
  await handOver(page.locator('#stage'), 'drop', [group, face]);
  await untilShown('group.jpg', groupData.face_count);
  await page.getByRole('button', { name: 'face.png: 1 face' }).nth(1).click();
  await untilShown('face.png', 1);
  assert.deepEqual(await page.locator('#film .caption').allInnerTexts(), ['1 face', '3 faces', '1 face']);
  await page.getByRole('button', { name: 'group.jpg: 3 faces' }).click();
  await untilShown('group.jpg', groupData.face_count);
});

test('pointing at a card lights its face, and pointing at a face its card', async () => {
  await page.evaluate(() => scrollTo(0, 0));
  const before = await pixels();
  await cards.nth(0).hover();
  assert.notEqual(await pixels(), before);
  await page.mouse.move(0, 0);
  assert.equal(await pixels(), before);
  const nose = await placeOf(answers['group.jpg'], 57);
  await page.mouse.move(nose.x, nose.y);
  assert.match((await cards.nth(0).getAttribute('class')) ?? '', /\blit\b/);
  await page.mouse.move(0, 0);
});

test('a card zooms to its face and back', async () => {
  const before = await pixels();
  await page.getByRole('button', { name: 'Zoom to face 2' }).click();
  await page.getByRole('button', { name: 'Whole picture' }).click();
  await page.mouse.move(0, 0);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.waitForFunction(() => document.querySelector<HTMLElement>('#whole')?.hidden);
  await page.waitForTimeout(400); // the motion
  assert.equal(await pixels(), before);
});

test('a pasted picture is analysed', async () => {
  await reload(page);
  await handOver(page.locator('body'), 'paste', [face]);
  await untilShown('face.png', 1);
});

test('a sample is analysed when it is clicked on', async () => {
  await page.getByRole('button', { name: 'Sample: A portrait' }).click();
  await untilShown('portrait.jpg', 1);
});

test('what is added before the analyzer is there waits for it', async (t) => {
  const { page, close } = await openDemo(browser, site);
  t.after(close);
  await page.setInputFiles('#files', chosen(face));
  await page.getByRole('button', { name: 'face.png: Waiting' }).waitFor();
  await page.locator('#cards article').waitFor({ timeout: 120_000 });
});

test('nothing of all this made the console complain', () => {
  assert.deepEqual(complaints, []);
});

/** Where a landmark of the first face is on the screen. */
async function placeOf(answer: string, index: number): Promise<{ readonly x: number; readonly y: number }> {
  const { data, image_width = 1, image_height = 1 } = JSON.parse(answer) as FaceAnalyzerResponse;
  const [x = 0, y = 0] = data?.landmarks.slice(index * 2) ?? [];
  const frame = await page.locator('#stage').boundingBox();
  assert.ok(frame !== null);
  const scale = Math.min(frame.width / image_width, frame.height / image_height);
  return {
    x: frame.x + (frame.width - image_width * scale) / 2 + (x + 0.5) * scale,
    y: frame.y + (frame.height - image_height * scale) / 2 + (y + 0.5) * scale,
  };
}

/** The group of landmarks whose colour is nearest. */
function nearestGroup(colour: Uint8Array): LandmarkGroup | undefined {
  const groups = ['eyebrows', 'eyes', 'nose', 'mouth', 'contour'] as const;
  const distance = (hex: string): number => [1, 3, 5].reduce((sum, place, channel) => sum + (Number.parseInt(hex.slice(place, place + 2), 16) - (colour[channel] ?? 0)) ** 2, 0);
  return groups.toSorted((a, b) => distance(defaultColours[a]) - distance(defaultColours[b]))[0];
}

/** What the stage shows, to be compared. */
async function pixels(): Promise<string> {
  return page.locator('#stage canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
}

async function downloaded(act: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return download;
}
