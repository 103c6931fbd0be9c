import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRemoteAnalyzer } from 'local-face-analyzer';
import { fullAnswer, newestRefusal } from '../support/envelopes.js';
import { images } from '../support/images.js';
import { answering, stalling, standIn } from '../support/stand_in.js';

test('a signal that has fired before: nothing is uploaded', async (t) => {
  const api = await standIn(t, answering(200, fullAnswer()));
  await assert.rejects(createRemoteAnalyzer({ endpoint: api.endpoint }).analyze(images.png, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  assert.equal(api.requests.length, 0);
});

test('while it waits for the answer: it rejects with the reason, and the connection is closed', async (t) => {
  const api = await standIn(t, stalling);
  const controller = new AbortController();
  const analysis = createRemoteAnalyzer({ endpoint: api.endpoint }).analyze(images.png, { signal: controller.signal });
  await api.asked;
  const reason = new Error('the visitor left');
  controller.abort(reason);
  await assert.rejects(analysis, reason);
  await api.left;
  assert.equal(api.requests.length, 1);
});

test('while it waits to ask again: at once', async (t) => {
  const api = await standIn(t, answering(429, newestRefusal('EXCEEDING_LIMITS'), { 'retry-after': '60' }));
  const controller = new AbortController();
  const analysis = createRemoteAnalyzer({ endpoint: api.endpoint }).analyze(images.png, { signal: controller.signal });
  await api.asked;
  const timer = setTimeout(() => controller.abort(), 100);
  const begin = performance.now();
  await assert.rejects(analysis, { name: 'AbortError' });
  clearTimeout(timer);
  assert.ok(performance.now() - begin < 2000);
  assert.equal(api.requests.length, 1);
});

test('while the image is fetched', async (t) => {
  const site = await standIn(t, stalling);
  const api = await standIn(t, answering(200, fullAnswer()));
  const controller = new AbortController();
  const analysis = createRemoteAnalyzer({ endpoint: api.endpoint }).analyze(site.endpoint, { signal: controller.signal });
  await site.asked;
  controller.abort();
  await assert.rejects(analysis, { name: 'AbortError' });
  assert.equal(api.requests.length, 0);
});

test('an injected fetch that does not heed signals is left all the same', async () => {
  const controller = new AbortController();
  const asked = new Promise<void>((resolve) => {
    const analyzer = createRemoteAnalyzer({
      endpoint: 'http://api.example/',
      fetch: () => {
        resolve();
        return new Promise<never>(() => undefined);
      },
    });
    void assert.rejects(analyzer.analyze(images.png, { signal: controller.signal }), { name: 'AbortError' });
  });
  await asked;
  controller.abort();
});

test('a call that is aborted ends no other', async (t) => {
  const api = await standIn(t, stalling, answering(200, fullAnswer()));
  const analyzer = createRemoteAnalyzer({ endpoint: api.endpoint });
  const controller = new AbortController();
  const aborted = analyzer.analyze(images.png, { signal: controller.signal });
  await api.asked;
  const other = analyzer.analyze(images.png);
  controller.abort();
  await assert.rejects(aborted, { name: 'AbortError' });
  assert.equal((await other).error_code, 0);
});
