import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { decode } from 'jpeg-js';
import { PNG } from 'pngjs';
import { repositoryRoot } from '../../models/manifest.js';
import { type Change, changed } from '../evaluate/changes.js';
import { boxAround, middleOf, overlap } from '../evaluate/geometry.js';
import { randomNumbers } from '../evaluate/random.js';
import { balancedAccuracy, correlation, interval, macroF1, mean, quantile, rankCorrelation } from '../evaluate/statistics.js';
import { markers, tableOf, withTable } from '../evaluate/table.js';
import type { Photograph } from '../models/photographs.js';
import { blank, encodePng, noisy, quarterTurns, turned } from '../support/pictures.js';

function assertNear(actual: number, expected: number, tolerance = 1e-9): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} instead of ${expected}`);
}

test('statistics of hand-made lists', () => {
  assertNear(quantile([4, 1, 3, 2], 0.5), 2.5);
  assertNear(quantile([10, 20], 0.1), 11);
  assertNear(correlation([{ truth: 1, answer: 2 }, { truth: 2, answer: 4 }, { truth: 3, answer: 6 }]), 1);
  assertNear(rankCorrelation([[1, 9], [2, 4], [3, 4], [4, 1]].map(([truth = 0, answer = 0]) => ({ truth, answer }))), -0.9486832980505138);
  const judged = [[0, 0], [0, 0], [0, 1], [1, 1]].map(([truth = 0, answer = 0]) => ({ truth, answer }));
  assertNear(balancedAccuracy(judged), (2 / 3 + 1) / 2);
  assertNear(macroF1(judged), (4 / 5 + 2 / 3) / 2);
});

test('the interval of a mean is the one that theory gives, and the same every time', () => {
  const random = randomNumbers(3);
  const values = Array.from({ length: 400 }, random); // of a standard deviation of the root of 1/12
  const [low, high] = interval(values, mean);
  const half = (1.96 * Math.sqrt(1 / 12)) / Math.sqrt(400);
  assertNear(low, mean(values) - half, 0.2 * half);
  assertNear(high, mean(values) + half, 0.2 * half);
  assert.deepEqual(interval(values, mean), [low, high]);
});

test('boxes, and the middle of a line', () => {
  assertNear(overlap([0, 0, 10, 10], [5, 0, 10, 10]), 1 / 3);
  assert.equal(overlap([0, 0, 10, 10], [10, 0, 10, 10]), 0);
  assert.deepEqual(middleOf([[0, 0], [1, 0], [4, 0]]), [2, 0]);
  assert.deepEqual(boxAround([[3, 1], [1, 5]]), [1, 1, 2, 4]);
});

/** The changed copy of a picture, and its colours without the alpha. */
async function copyOf(picture: Photograph, change: Change): Promise<Photograph & { readonly colours: number[] }> {
  const copy = PNG.sync.read(Buffer.from(await changed(encodePng(picture), change)));
  return { width: copy.width, height: copy.height, data: copy.data, colours: [...copy.data].filter((_, index) => index % 4 < 3) };
}

const picture = noisy(41, 31, 128, 60);

test('a clean copy changes nothing; the mirror is its own inverse; a quarter turn exchanges pixels', async () => {
  assert.deepEqual((await copyOf(picture, { kind: 'clean' })).data, Buffer.from(picture.data));
  const mirrored = await copyOf(picture, { kind: 'mirror' });
  assert.notDeepEqual(mirrored.data, Buffer.from(picture.data));
  assert.deepEqual((await copyOf(mirrored, { kind: 'mirror' })).data, Buffer.from(picture.data));
  const square = noisy(31, 31, 128, 60);
  assert.deepEqual((await copyOf(square, { kind: 'turn', degrees: 90 })).data, Buffer.from(turned(square, quarterTurns[90]).data));
});

test('a turn continues the border', async () => {
  const grey = noisy(40, 30, 90, 0);
  assert.ok((await copyOf(grey, { kind: 'turn', degrees: 20 })).colours.every((value) => value === 90));
});

test('noise is of its sigma and the same pattern every time; darkness is a power; blur evens out', async () => {
  const grey = noisy(100, 100, 128, 0);
  const noise = await copyOf(grey, { kind: 'noise', sigma: 10, seed: 5 });
  assertNear(mean(noise.colours), 128, 0.3);
  assertNear(Math.sqrt(mean(noise.colours.map((value) => (value - 128) ** 2))), 10, 0.3);
  assert.deepEqual(noise, await copyOf(grey, { kind: 'noise', sigma: 10, seed: 5 }));
  assert.notDeepEqual(noise, await copyOf(grey, { kind: 'noise', sigma: 10, seed: 6 }));
  assert.ok((await copyOf(grey, { kind: 'dark', gamma: 2.2 })).colours.every((value) => value === Math.round(255 * (128 / 255) ** 2.2)));
  const blurred = await copyOf(noise, { kind: 'blur', sigma: 2 });
  // White noise keeps 1 / (2 sigma sqrt(pi)) of its deviation.
  assertNear(Math.sqrt(mean(blurred.colours.map((value) => (value - 128) ** 2))), 10 / (4 * Math.sqrt(Math.PI)), 0.3);
});

test('a margin continues the border by a part of each side', async () => {
  const white = blank(40, 24);
  white.data.fill(255, 0, 20 * 4); // half of the first row
  const { width, height, data } = decode(await changed(encodePng(white), { kind: 'margin', part: 0.25 }));
  assert.deepEqual([width, height], [60, 36]);
  const red = (x: number, y: number): number => data[(y * width + x) * 4] ?? NaN;
  for (const [x, y] of [[0, 0], [20, 0], [0, 3], [25, 3]] as const) assertNear(red(x, y), 255, 12);
  for (const [x, y] of [[59, 0], [40, 3], [0, 35], [59, 35], [30, 18]] as const) assertNear(red(x, y), 0, 12);
});

test('the table says each value with its interval and how many it was measured on', () => {
  const figure = { photographs: 'some', name: 'accuracy', value: 0.9234, interval: [0.8, 1], count: 12 } as const;
  assert.deepEqual(tableOf([
    figure,
    { ...figure, value: 1, count: 1 },
    { ...figure, value: -0.05, interval: [-0.061, 0.5] },
    { ...figure, value: 23.456, interval: [20, 30.06] },
    { ...figure, value: NaN },
  ]).split('\n'), [
    '| photographs | figure | value | n |',
    '| --- | --- | ---: | ---: |',
    '| some | accuracy | .923 [.800 - 1] | 12 |',
    '| some | accuracy | 1 | 1 |',
    '| some | accuracy | -.0500 [-.0610 - .5000] | 12 |',
    '| some | accuracy | 23.5 [20 - 30.1] | 12 |',
    '| some | accuracy | - | 12 |',
  ]);
});

test('the part of a text between the markers is replaced and nothing else', () => {
  const [begin, end] = markers;
  const text = `before\n\n${begin}\nold\ntable\n${end}\n\nafter | $& $1\n`;
  const expected = `before\n\n${begin}\n| new $& |\n${end}\n\nafter | $& $1\n`;
  assert.equal(withTable(text, '| new $& |'), expected);
  assert.equal(withTable(expected, '| new $& |'), expected);
  for (const wrong of ['', begin, end, `${end}${begin}`, `${begin}${begin}${end}`, `${begin}${end}${end}`]) {
    assert.throws(() => withTable(wrong, ''), /needed once each/);
  }
});

test('README.md has the place for the table', () => {
  const readme = readFileSync(new URL('README.md', repositoryRoot), 'utf8');
  assert.match(withTable(readme, '| a table |'), /\n\| a table \|\n/);
});
