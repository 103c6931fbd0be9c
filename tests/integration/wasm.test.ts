import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { namesOf, readManifest, repositoryRoot, runnablesOf } from '../../models/manifest.js';
import { CoreNetworks } from '../../web/engine/core_networks.js';
import { Engine } from '../../web/engine/engine.js';
import { networksIn } from '../../web/node/analyzer.js';
import type { FaceAnalyzerResponse } from '../../web/response.js';
import { samplePhotograph } from '../models/photographs.js';
import { assertRefusal } from '../support/analysis.js';
import { begin, core, memoryBytes, oneThread } from '../support/core.js';
import { blank, cropped, encodeJpeg, encodePng } from '../support/pictures.js';

const build = new URL('build/', repositoryRoot);

const networks = runnablesOf(readManifest()).map(namesOf);
const analyzer = new Engine(core, networksIn(core), oneThread);
const portrait = encodeJpeg(cropped(samplePhotograph(1), { left: 350, top: 300, width: 300, height: 330 }));

test('many analyses leave the memory as it was after the second', async () => {
  for (let run = 0; run < 2; run += 1) await analyzer.inspect(portrait); // the first opens the networks, which leaves other gaps
  const before = memoryBytes();
  for (let run = 0; run < 30; run += 1) await analyzer.inspect(portrait);
  assert.equal(memoryBytes(), before);
});

test('analyses that are given up half-way, and refusals, free their memory too', () => {
  const large = encodeJpeg(blank(2000, 1500));
  const giveUp = (): void => {
    const analysis = begin(large);
    assert.ok(analysis.pending());
    analysis.delete();
    const refused = begin(large.subarray(0, 1000));
    assert.ok(!refused.pending());
    refused.delete();
  };
  giveUp();
  const before = memoryBytes();
  for (let run = 0; run < 20; run += 1) giveUp();
  assert.equal(memoryBytes(), before);
});

test('a network that fails ends the analysis with PROCESSING_FAILURE and the reason', () => {
  const analysis = begin(portrait);
  assert.equal(analysis.model(), 'face_detection');
  analysis.fail('the network is gone');
  assert.ok(!analysis.pending());
  assert.equal(assertRefusal(JSON.parse(analysis.response()) as FaceAnalyzerResponse, 500, 'PROCESSING_FAILURE'), 'the network is gone');
  assert.equal(analysis.faceCount(), 0);
  analysis.delete();
});

test('a network that cannot be loaded is a refusal, and the next analysis asks for it again', async () => {
  let reads = 0;
  const flaky = new Engine(core, new CoreNetworks(core, networks, async (name) => {
    reads += 1;
    if (reads === 1) throw new Error('the line is down');
    return readFileSync(new URL(`models/${name}.onnx`, build));
  }, oneThread), oneThread);
  assert.match(assertRefusal((await flaky.inspect(portrait)).response, 500, 'PROCESSING_FAILURE'), /the line is down/);
  assert.equal((await flaky.inspect(portrait)).response.data?.face_count, 1);
});

test('analyses at the same time do not disturb each other', async () => {
  const pictures = [
    portrait,
    encodeJpeg(cropped(samplePhotograph(1), { left: 780, top: 360, width: 300, height: 340 })),
    encodePng(blank(300, 200)),
    encodeJpeg(cropped(samplePhotograph(1), { left: 320, top: 240, width: 800, height: 480 })),
  ];
  const alone = [];
  for (const picture of pictures) alone.push((await analyzer.inspect(picture)).response);
  const together = await Promise.all(pictures.map(async (picture) => (await analyzer.inspect(picture)).response));
  assert.deepEqual(together, alone);
});
