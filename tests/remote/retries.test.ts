import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createRemoteAnalyzer } from 'local-face-analyzer';
import type { Answer } from '../../web/remote/answer.js';
import { withRetries } from '../../web/remote/retries.js';
import { fullAnswer, newestRefusal, publishedRefusal } from '../support/envelopes.js';
import { images } from '../support/images.js';
import { answering, type Behaviour, breakingOff, hangingUp, stalling, standIn } from '../support/stand_in.js';

const busy = newestRefusal('EXCEEDING_LIMITS');
const good = answering(200, fullAnswer());

/** What has to come: a good answer, to so many requests. */
async function assertAnswered(t: TestContext, behaviours: readonly Behaviour[], options: { readonly timeoutMs?: number } = {}): Promise<number> {
  const api = await standIn(t, ...behaviours);
  const begin = performance.now();
  const response = await createRemoteAnalyzer({ endpoint: api.endpoint, ...options }).analyze(images.png);
  assert.equal(response.error_code, 0);
  assert.equal(api.requests.length, behaviours.length);
  return performance.now() - begin;
}

for (const status of [429, 502, 503, 504]) {
  test(`status ${status} passes: it is asked again`, async (t) => {
    await assertAnswered(t, [answering(status, busy), good]);
  });
}

test('a closed connection, one that breaks off in the answer, and a gateway without an envelope pass too', async (t) => {
  await assertAnswered(t, [hangingUp, breakingOff, good]);
  await assertAnswered(t, [answering(502, '<h1>Bad gateway</h1>', { 'content-type': 'text/html' }), good]);
});

test('an attempt that takes too long is given up, and made again', async (t) => {
  await assertAnswered(t, [stalling, good], { timeoutMs: 300 });
});

test('Retry-After in seconds is waited for', async (t) => {
  const took = await assertAnswered(t, [answering(429, busy, { 'retry-after': '1' }), good]);
  assert.ok(took >= 1000 && took < 3000, `${took} ms`);
});

test('Retry-After as an HTTP date is waited for', async (t) => {
  const date = new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000);
  await assertAnswered(t, [answering(503, busy, { 'retry-after': date.toUTCString() }), good]);
  assert.ok(Date.now() >= date.getTime());
});

test('a Retry-After above a minute is not waited for: the refusal is the response', async (t) => {
  const api = await standIn(t, answering(429, busy, { 'retry-after': '61' }));
  const response = await createRemoteAnalyzer({ endpoint: api.endpoint }).analyze(images.png);
  assert.equal(response.error_detail.code, 'EXCEEDING_LIMITS');
  assert.equal(api.requests.length, 1);
});

test('after the last retry the refusal is the response', async (t) => {
  const api = await standIn(t, answering(429, busy, { 'retry-after': '0' }));
  const response = await createRemoteAnalyzer({ endpoint: api.endpoint, retries: 3 }).analyze(images.png);
  assert.deepEqual([response.error_code, response.error_detail.code], [429, 'EXCEEDING_LIMITS']);
  assert.equal(api.requests.length, 4);
});

test('after the last retry a connection that breaks, or takes too long, is an error', async (t) => {
  const broken = await standIn(t, hangingUp);
  await assert.rejects(createRemoteAnalyzer({ endpoint: broken.endpoint, retries: 1 }).analyze(images.png), { name: 'FaceAnalyzerError', code: 'remote-failed' });
  assert.equal(broken.requests.length, 2);
  const slow = await standIn(t, stalling);
  await assert.rejects(createRemoteAnalyzer({ endpoint: slow.endpoint, retries: 0, timeoutMs: 200 }).analyze(images.png), {
    code: 'remote-failed',
    message: /no answer within 200 ms/,
  });
});

test('a lasting refusal is not asked for again', async (t) => {
  const api = await standIn(t, answering(422, publishedRefusal));
  await createRemoteAnalyzer({ endpoint: api.endpoint }).analyze(images.png);
  assert.equal(api.requests.length, 1);
});

/** How long each of the pauses is, in ms, where chance is worst or best. */
async function pauses(t: TestContext, chance: number, told: string | null = null): Promise<number[]> {
  const lengths: number[] = [];
  t.mock.method(Math, 'random', () => chance);
  t.mock.method(globalThis, 'setTimeout', (run: () => void, milliseconds: number) => {
    lengths.push(milliseconds);
    queueMicrotask(run);
  });
  const answer: Answer = { status: 503, contentType: '', retryAfter: told, redirect: null, text: '' };
  await withRetries(7, undefined, async () => answer);
  t.mock.restoreAll();
  return lengths;
}

test('without Retry-After the pauses double from half a second to eight, each shortened by chance to no less than its half', async (t) => {
  const longest = [500, 1000, 2000, 4000, 8000, 8000, 8000];
  assert.deepEqual(await pauses(t, 1), longest);
  assert.deepEqual(await pauses(t, 0), longest.map((pause) => pause / 2));
});

test('a Retry-After that is neither a number nor a date is as good as none', async (t) => {
  assert.deepEqual((await pauses(t, 1, 'soon')).slice(0, 2), [500, 1000]);
});
