import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRemoteAnalyzer, type RemoteOptions } from 'local-face-analyzer';
import { images } from '../support/images.js';

const endpoint = 'https://api.example/';

const wrong: Readonly<Record<string, object>> = {
  'no endpoint': {},
  'an endpoint without a host': { endpoint: '/api' },
  'an endpoint of another protocol': { endpoint: 'ftp://api.example/' },
  'an endpoint with a password': { endpoint: 'https://me:word@api.example/' },
  'a time-out of nothing': { endpoint, timeoutMs: 0 },
  'a time-out that is a text': { endpoint, timeoutMs: '1000' },
  'half a retry': { endpoint, retries: 0.5 },
  'too many retries': { endpoint, retries: 11 },
  'a content type': { endpoint, headers: { 'Content-Type': 'image/png' } },
  'an option that there is not': { endpoint, key: 'x' },
};

for (const [what, options] of Object.entries(wrong)) {
  test(`${what} is wrong use`, () => {
    assert.throws(() => createRemoteAnalyzer(options as RemoteOptions), { name: 'FaceAnalyzerError', code: 'invalid-argument' });
  });
}

test('a number of faces that is none is wrong use', async () => {
  await assert.rejects(createRemoteAnalyzer({ endpoint }).analyze(images.png, { maxFaces: 0 }), { code: 'invalid-argument' });
});
