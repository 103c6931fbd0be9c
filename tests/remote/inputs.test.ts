import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createRemoteAnalyzer, type ImageInput } from 'local-face-analyzer';
import { fullAnswer } from '../support/envelopes.js';
import { samplePath } from '../support/files.js';
import { images } from '../support/images.js';
import { answering, standIn } from '../support/stand_in.js';

const buffer = images.png.slice().buffer;

const inputs: Readonly<Record<string, ImageInput>> = {
  'a Uint8Array': images.png,
  'a part of one': new Uint8Array([0, ...images.png, 0]).subarray(1, -1),
  'an ArrayBuffer': buffer,
  'a Blob': new Blob([images.png]),
  'a File': new File([images.png], 'me.gif', { type: 'image/gif' }),
  'an address as text': `data:image/png;base64,${Buffer.from(images.png).toString('base64')}`,
  'an address as URL': new URL(`data:,${[...images.png].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`),
};

for (const [what, input] of Object.entries(inputs)) {
  test(`${what} is uploaded as it is`, async (t) => {
    const api = await standIn(t, answering(200, fullAnswer()));
    await createRemoteAnalyzer({ endpoint: api.endpoint }).analyze(input);
    const { image } = api.requests[0] ?? assert.fail();
    assert.deepEqual([image?.name, image?.type], ['image.png', 'image/png']);
    assert.deepEqual(new Uint8Array((await image?.arrayBuffer()) ?? []), images.png);
  });
}

test('a file of the disk by its file: address', async (t) => {
  const api = await standIn(t, answering(200, fullAnswer()));
  await createRemoteAnalyzer({ endpoint: api.endpoint }).analyze(pathToFileURL(samplePath(1)));
  assert.equal(api.requests[0]?.image?.name, 'image.jpg');
});

test('bytes are uploaded as they were when the call was made', async (t) => {
  const api = await standIn(t, answering(200, fullAnswer()));
  const bytes = images.png.slice();
  const analysis = createRemoteAnalyzer({ endpoint: api.endpoint }).analyze(bytes);
  bytes.fill(0);
  await analysis;
  assert.deepEqual(new Uint8Array((await api.requests[0]?.image?.arrayBuffer()) ?? []), images.png);
});

test('an image that cannot be fetched is an error, and nothing is uploaded', async (t) => {
  const api = await standIn(t, answering(404, 'no such image', { 'content-type': 'text/plain' }));
  const analyzer = createRemoteAnalyzer({ endpoint: api.endpoint });
  await assert.rejects(analyzer.analyze(`${new URL(api.endpoint).origin}/absent.png`), { code: 'unreadable-input', message: /404/ });
  await assert.rejects(analyzer.analyze(pathToFileURL('/absent/face.png')), { code: 'unreadable-input' });
  assert.deepEqual(api.requests.map(({ method }) => method), ['GET']);
});

test('what is no image is wrong use, and so are pixels where there is no canvas', async () => {
  const analyzer = createRemoteAnalyzer({ endpoint: 'http://api.example/' });
  for (const input of [null, 7, {}, 'face.png', { width: 64, height: 64, data: new Uint8ClampedArray(64 * 64 * 4) }]) {
    await assert.rejects(analyzer.analyze(input as ImageInput), { name: 'FaceAnalyzerError', code: 'invalid-argument' });
  }
});
