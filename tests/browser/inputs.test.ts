import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { FaceAnalyzer, ImageInput } from '../../web/interface.js';
import type { FaceAnalyzerData, FaceAnalyzerResponse } from '../../web/response.js';
import { assertSameFaces } from '../support/faces.js';
import { encodeJpeg, withOrientation } from '../support/pictures.js';
import { launchBrowser } from './support/browser.js';
import { answersOfNode, assertSameAnswer } from './support/expected.js';
import { fileInputs, pixelInputs } from './support/inputs.js';
import { facePixels } from './support/photographs.js';
import { startSite } from './support/site.js';
import { visit } from './support/visit.js';

declare global {
  /** In the page: one that has no worker. */
  var inlineAnalyzer: FaceAnalyzer;
}

const { 'face.png': expected } = await answersOfNode(['face.png']);
const site = await startSite();
const elsewhere = await startSite();
const sharing = await startSite({ 'access-control-allow-origin': '*' });
const turned = '/turned.jpg';
site.contents.set(turned, { type: 'image/jpeg', body: withOrientation(encodeJpeg(facePixels), 6) });
site.contents.set('/text.txt', { type: 'text/plain', body: 'no image' });

const browser = await launchBrowser();
const { page } = await visit(browser, site.origin);
after(async () => {
  await browser.close();
  await Promise.all([site, elsewhere, sharing].map(async (server) => server.close()));
});
await page.evaluate(async () => {
  globalThis.analyzer = await faceAnalyzer.createFaceAnalyzer({ exact: true });
  globalThis.inlineAnalyzer = await faceAnalyzer.createFaceAnalyzer({ worker: false, exact: true });
});

for (const name of Object.keys(fileInputs)) {
  test(`its ${name} is answered as the file's bytes are`, async () => {
    assertSameAnswer(await page.evaluate(async (name) => JSON.stringify(await analyzer.analyze(await inputs.fileInputs[name]!())), name), expected);
  });
}

for (const name of Object.keys(pixelInputs)) {
  for (const worker of [true, false]) {
    test(`the pixels of its ${name} are answered as the file is, ${worker ? 'in a worker' : 'inline'}`, async () => {
      const actual = await page.evaluate(
        async ({ name, worker }) => JSON.stringify(await (worker ? analyzer : inlineAnalyzer).analyze(await inputs.pixelInputs[name]!())),
        { name, worker },
      );
      assertSameAnswer(actual, expected);
    });
  }
}

test('an input can be used again', async () => {
  const answers = await page.evaluate(async () => {
    const makes: Readonly<Record<string, () => Promise<ImageInput>>> = { ...inputs.fileInputs, ...inputs.pixelInputs };
    const answers = [];
    for (const kind of ['ArrayBuffer', 'Uint8Array', 'ImageData', 'ImageBitmap', 'OffscreenCanvas', 'VideoFrame']) { // what could be moved
      const input = await makes[kind]!();
      await analyzer.analyze(input, { attributes: [] });
      answers.push(JSON.stringify(await analyzer.analyze(input, { attributes: [] })));
    }
    return new Set(answers).size;
  });
  assert.equal(answers, 1);
});

test('the frame of a film shows the same face, 2 pixels beside the file at most', async () => {
  const response = await page.evaluate(async () => analyzer.analyze(await inputs.recordedVideo()));
  assertSameFaces(dataOf(response), dataOf(JSON.parse(expected) as FaceAnalyzerResponse), 2);
});

test("a turned photograph's image element shows what its file shows, within a pixel", async () => {
  const [ofElement, ofFile] = await page.evaluate(
    async (address) => [await analyzer.analyze(await inputs.loadedImage(address)), await analyzer.analyze(address)] as const,
    turned,
  );
  assert.deepEqual([ofElement.image_width, ofElement.image_height], [facePixels.height, facePixels.width]);
  assertSameFaces(dataOf(ofElement), dataOf(ofFile), 1);
});

test('an address of another origin is read where that origin shares it', async () => {
  const actual = await page.evaluate(async (address) => JSON.stringify(await analyzer.analyze(address)), `${sharing.origin}/photographs/face.png`);
  assertSameAnswer(actual, expected);
});

const unreadable = {
  'an address of another origin that does not share': `${elsewhere.origin}/photographs/face.png`,
  'an address where nothing is': '/photographs/nothing.png',
};
for (const [what, address] of Object.entries(unreadable)) {
  test(`${what} cannot be read`, async () => {
    const failure = await page.evaluate(async (address) => inPage.failureOf(analyzer.analyze(address)), address);
    assert.deepEqual([failure?.code, failure?.ours], ['unreadable-input', true], failure?.message);
  });
}

test('the pixels of a canvas that another origin has drawn on cannot be read', async () => {
  const failure = await page.evaluate(async (address) => {
    const canvas = document.createElement('canvas');
    canvas.getContext('2d')?.drawImage(await inputs.loadedImage(address), 0, 0);
    return inPage.failureOf(analyzer.analyze(canvas));
  }, `${elsewhere.origin}/photographs/face.png`);
  assert.deepEqual([failure?.code, failure?.ours], ['unreadable-input', true], failure?.message);
});

test('an image element without an image cannot be read', async () => {
  const failure = await page.evaluate(async () => {
    const image = new Image();
    image.src = '/text.txt';
    return inPage.failureOf(analyzer.analyze(image));
  });
  assert.deepEqual([failure?.code, failure?.ours], ['unreadable-input', true], failure?.message);
});

test('what is no image input is wrong use', async () => {
  const failures = await page.evaluate(async () => {
    const wrong = [undefined, null, 1, {}, [], 'http://', document.createElement('p')];
    return Promise.all(wrong.map(async (input) => inPage.failureOf(analyzer.analyze(input as unknown as string))));
  });
  for (const failure of failures) assert.deepEqual([failure?.code, failure?.ours], ['invalid-argument', true], failure?.message);
});

test('a file that is no image is a refusal, which is a response', async () => {
  const response = await page.evaluate(async () => analyzer.analyze('/text.txt'));
  assert.equal(response.data, undefined);
  assert.ok(response.error_code !== 0);
});

function dataOf({ data, error_msg: reason }: FaceAnalyzerResponse): FaceAnalyzerData {
  assert.ok(data, reason);
  return data;
}
