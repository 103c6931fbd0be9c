import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { nodeCore } from '../../../web/node/analyzer.js';
import { runsBmp } from './bmp.js';
import { stream } from './deflate.js';
import { hostileFiles } from './files.js';
import { largeBlocks, largeCoefficients, noisyBlocks, refinedCoefficients, refinedDc, sameDc } from './intervals.js';
import { type Scan, writeJpeg } from './jpeg.js';
import { chunks, deepPng } from './png.js';

const core = await nodeCore();

/** Why the core refuses a file; empty where it decodes. */
function refusalOf(file: Uint8Array): string {
  const photograph = new core.Photograph(file.length);
  photograph.bytes().set(file);
  const refusal = core.refusalOf(photograph);
  photograph.delete();
  return refusal;
}

test('no file is larger than what is accepted, and all but the small ones come near', () => {
  for (const [name, make] of Object.entries(hostileFiles)) {
    const { length } = make();
    assert.ok(length <= 20 * 1024 * 1024 && length > 1e6, `${name}: ${length}`);
  }
});

test('a stream is as long as it should be, with empty blocks and without', () => {
  for (const [bytes, blocks] of [[100, 0], [101, 3], [5000, 40]] as const) assert.deepEqual(inflateSync(stream(bytes, blocks)), Buffer.alloc(bytes, 4));
});

const side = 64;
const jpeg = { side, components: 4, restartInterval: 64 } as const;
const ids = [1, 2, 3, 4] as const;
const sequential = (interval: Uint8Array): Uint8Array =>
  writeJpeg({ ...jpeg, coding: 'sequentialArithmetic', scans: [{ components: ids, band: [0, 63], bits: [0, 0], interval }] });
const dc: Scan = { components: ids, band: [0, 0], bits: [0, 1], interval: sameDc(4 * 64) };
const ac: Scan = { components: [2], band: [1, 63], bits: [0, 1], interval: largeCoefficients(64, [1, 63], 2) };
const refined: readonly Scan[] = [
  { ...dc, bits: [1, 0], interval: refinedDc(4 * 64) },
  { ...ac, bits: [1, 0], interval: refinedCoefficients(64, [1, 63]) },
];

test('what is written decodes: each kind, small', () => {
  assert.equal(refusalOf(sequential(largeBlocks(4 * 64, 10))), '');
  assert.equal(refusalOf(sequential(noisyBlocks(4 * 64, [1, 13], [14, 22], 8))), '');
  assert.equal(refusalOf(writeJpeg({ ...jpeg, coding: 'progressiveArithmetic', scans: [dc, ac, ...refined] })), '');
  assert.equal(refusalOf(deepPng({ side, emptyBlocks: 9, before: chunks('tEXt', 1000, 3) })), '');
  assert.equal(refusalOf(deepPng({ side, isInterlaced: true })), '');
  assert.equal(refusalOf(runsBmp(side)), '');
});

test('coefficients that samples of 8 bits cannot have, and the same scan twice, are refused', () => {
  assert.match(refusalOf(sequential(largeBlocks(4 * 64, 11))), /The JPEG is damaged/);
  assert.match(refusalOf(writeJpeg({ ...jpeg, coding: 'progressiveArithmetic', scans: [dc, ac, ...refined, { ...ac, bits: [0, 0] }] })), /in two scans/);
});

test('arithmetic codes may stand for as much as noise of so many bytes does, and no more', () => {
  const answer = (name: string): string => refusalOf(hostileFiles[name]?.() ?? assert.fail(name));
  assert.equal(answer('JPEG, arithmetic, noise and as much as it may stand for'), '');
  for (const what of ['the largest coefficients', 'progressive, each bit in a scan of its own']) assert.match(answer(`JPEG, arithmetic, ${what}`), /stand for more than a photograph's/);
});
