import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Photograph, samplePhotograph } from '../models/photographs.js';
import { assertRefused } from '../support/analysis.js';
import { samplePath } from '../support/files.js';
import { blank, cropped, encodeJpeg, encodePng, greyBmp, noisy } from '../support/pictures.js';

const mebibyte = 1024 * 1024;

test('an empty file: MISSING_PARAMETERS', async () => {
  await assertRefused(new Uint8Array(), 400, 'MISSING_PARAMETERS');
});

test('an option out of range: ERROR_INVALID_PARAMETER, naming the range', async () => {
  const picture = encodePng(blank(64, 64));
  assert.match(await assertRefused(picture, 400, 'ERROR_INVALID_PARAMETER', { maxFaces: 0 }), /1 to 1000/);
  assert.match(await assertRefused(picture, 400, 'ERROR_INVALID_PARAMETER', { minFace: 5000 }), /8 to 4096/);
});

test('more than 20 MB: FILE_SIZE_EXCEEDS_LIMIT, whatever the bytes are', async () => {
  assert.match(await assertRefused(new Uint8Array(20 * mebibyte + 1), 413, 'FILE_SIZE_EXCEEDS_LIMIT'), /20 MB/);
  await assertRefused(new Uint8Array(20 * mebibyte), 415, 'UNSUPPORTED_FILE_TYPES');
});

test('not larger than 32 x 32 pixels, or not smaller than 4096 x 4096: FILE_RESOLUTION_EXCEEDS_LIMITS', async () => {
  for (const [width, height] of [[32, 32], [32, 100], [100, 32], [1, 1], [4096, 33], [33, 4096], [4096, 4096], [60_000, 60_000]] as const) {
    const message = await assertRefused(greyBmp(width, height, { pixels: false }), 413, 'FILE_RESOLUTION_EXCEEDS_LIMITS');
    assert.match(message, new RegExp(`${width} x ${height}`));
  }
  await assertRefused(encodePng(blank(32, 32)), 413, 'FILE_RESOLUTION_EXCEEDS_LIMITS');
  await assertRefused(encodeJpeg(blank(32, 32)), 413, 'FILE_RESOLUTION_EXCEEDS_LIMITS');
});

test('the smallest and the longest sides that are accepted are searched', async () => {
  for (const [width, height] of [[33, 33], [4095, 33], [33, 4095]] as const) {
    await assertRefused(greyBmp(width, height), 422, 'ERROR_NO_FACE_IN_FILE', { minFace: 1000 }); // which is searched fast
  }
});

test('no JPEG, PNG or BMP by its bytes: UNSUPPORTED_FILE_TYPES, naming what it is', async () => {
  const files: readonly (readonly [content: string, name: RegExp])[] = [
    ['Dear analyzer, this is a letter.', /unknown/],
    ['GIF89a', /GIF/],
    ['RIFF\0\0\0\0WEBPVP8 ', /WebP/],
    ['II*\0', /TIFF/],
    ['%PDF-1.7', /PDF/],
    ['\xff', /unknown/],
  ];
  for (const [content, name] of files) {
    const message = await assertRefused(Buffer.from(content.padEnd(200, '\0'), 'latin1'), 415, 'UNSUPPORTED_FILE_TYPES');
    assert.match(message, name);
    assert.match(message, /JPEG, PNG and BMP/);
  }
});

test('a truncated file: FILE_DECODING_FAILURE, never an answer about a part of the picture', async () => {
  const png = encodePng(cropped(samplePhotograph(1), { left: 300, top: 280, width: 400, height: 400 }));
  for (const file of [readFileSync(samplePath(1)), png, greyBmp(100, 100)]) {
    for (const share of [0.2, 0.5, 0.95]) await assertRefused(file.subarray(0, file.length * share), 422, 'FILE_DECODING_FAILURE');
  }
});

test('a damaged file: FILE_DECODING_FAILURE', async () => {
  const png = Buffer.from(encodePng(noisy(100, 100)));
  png.fill(0, png.length / 2, png.length / 2 + 20);
  await assertRefused(png, 422, 'FILE_DECODING_FAILURE');
  await assertRefused(Buffer.from('\xff\xd8\xff\xe0 and then nothing', 'latin1'), 422, 'FILE_DECODING_FAILURE');
  await assertRefused(Buffer.from('BM and then nothing', 'latin1'), 422, 'FILE_DECODING_FAILURE');
});

const gradient = blank(300, 200);
gradient.data.forEach((_, index) => { if (index % 4 < 3) gradient.data[index] = ((index / 4) % 300) * 0.8; });

const faceless: Readonly<Record<string, Photograph>> = {
  'black': blank(640, 480),
  'a gradient': gradient,
  'noise': noisy(640, 480, 128, 127),
  'clothes and grass': cropped(samplePhotograph(6), { left: 814, top: 1114, width: 372, height: 372 }),
  'trees': cropped(samplePhotograph(3), { left: 0, top: 0, width: 400, height: 300 }),
};

for (const [name, picture] of Object.entries(faceless)) {
  test(`a picture without a face, ${name}: ERROR_NO_FACE_IN_FILE, in the upstream's words`, async () => {
    assert.equal(await assertRefused(encodePng(picture), 422, 'ERROR_NO_FACE_IN_FILE'), 'pic not has face');
  });
}
