import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { groupLabels, landmarkNames } from '../../demo/src/landmarks.js';
import { repositoryRoot } from '../../models/manifest.js';
import { facesOf } from '../../web/draw.js';
import type { FaceAnalyzerResponse } from '../../web/response.js';
import { fullAnswer } from '../support/envelopes.js';
import { demoFolder } from './support/site.js';

const files = readdirSync(fileURLToPath(demoFolder), { recursive: true, encoding: 'utf8' });
const read = (file: string): string => readFileSync(new URL(file, demoFolder), 'utf8');
const brotli = (text: string): number => brotliCompressSync(text).length;

test('the page’s scripts, besides the package, are under 60 KB of Brotli', () => {
  const scripts = files.filter((file) => /^(assets\/(index|main|remote)-[^/]*|service_worker)\.js$/.test(file));
  assert.ok(scripts.length >= 2, scripts.join());
  const all = scripts.reduce((sum, file) => sum + brotli(read(file)), 0);
  const packaged = brotli(readFileSync(new URL('dist/index.js', repositoryRoot), 'utf8'));
  assert.ok(all - packaged < 60_000, `${all} of which ${packaged} are the package's`);
});

test('every address in the built pages is relative', () => {
  for (const file of ['index.html', 'remote.html']) {
    const addresses = [...read(file).matchAll(/\s(?:src|href)="([^"]*)"/g)].map(([, address]) => address ?? '');
    assert.ok(addresses.length > 5);
    assert.deepEqual(addresses.filter((address) => !/^(\.\/|#)/.test(address)), []);
  }
  const { start_url, scope, icons } = JSON.parse(read('manifest.webmanifest')) as { start_url: string; scope: string; icons: { src: string }[] };
  for (const address of [start_url, scope, ...icons.map(({ src }) => src)]) assert.doesNotMatch(address, /^\/|:/);
});

test('each of the 105 landmarks has a name of its own, in the words of its group', () => {
  assert.equal(new Set(landmarkNames).size, 105);
  const words = { Eyebrows: /eyebrow/, Eyes: /eye[ ,]/, Nose: /nose/, Mouth: /mouth|lip/, Contour: /contour/ };
  const [{ landmarks } = assert.fail('there is no face')] = facesOf(fullAnswer() as FaceAnalyzerResponse);
  assert.equal(landmarks.length, 105);
  landmarks.forEach(({ group }, index) => assert.match(landmarkNames[index] ?? '', words[groupLabels[group] as keyof typeof words], `${index}`));
});
