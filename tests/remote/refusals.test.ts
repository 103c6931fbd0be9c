import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRemoteAnalyzer } from 'local-face-analyzer';
import { assertRefusal, respond } from '../support/analysis.js';
import { fullAnswer, publishedRefusal } from '../support/envelopes.js';
import { images } from '../support/images.js';
import { refusedImages } from '../support/refused_images.js';
import { assertValid } from '../support/schema.js';
import { answering, standIn } from '../support/stand_in.js';

for (const [code, bytes] of Object.entries(refusedImages)) {
  test(`${code} is refused here, in the local engine's words, and nothing is uploaded`, async (t) => {
    const api = await standIn(t, answering(200, fullAnswer()));
    const response = await createRemoteAnalyzer({ endpoint: api.endpoint }).analyze(bytes);
    assertValid(response);
    assertRefusal(response, response.error_code, code);
    assert.deepEqual(response, await respond(bytes));
    assert.deepEqual(await createRemoteAnalyzer({ endpoint: api.endpoint }).analyze(new Blob([bytes])), response, 'in a Blob too');
    assert.equal(api.requests.length, 0);
  });
}

test('with validate: false the API refuses', async (t) => {
  const api = await standIn(t, answering(422, publishedRefusal));
  const response = await createRemoteAnalyzer({ endpoint: api.endpoint, validate: false }).analyze(refusedImages.FILE_DECODING_FAILURE);
  assert.deepEqual(response, publishedRefusal);
  assert.equal(api.requests.length, 1);
});

test('where the core cannot start, the API refuses: the remote answers for an engine that could not start, too', async (t) => {
  const api = await standIn(t, answering(422, publishedRefusal));
  const analyzer = createRemoteAnalyzer({ endpoint: api.endpoint, wasm: new URL('absent.wasm', api.endpoint) });
  assert.deepEqual(await analyzer.analyze(images.png), publishedRefusal);
  const damaged = createRemoteAnalyzer({ endpoint: api.endpoint, wasm: new Uint8Array([0, 97, 115, 109]) });
  assert.deepEqual(await damaged.analyze(images.png), publishedRefusal);
});
