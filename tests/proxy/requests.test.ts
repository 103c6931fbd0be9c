import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createProxy, type ProxyOptions } from 'local-face-analyzer/proxy';
import { fullAnswer } from '../support/envelopes.js';
import { images } from '../support/images.js';
import { assertRefusedBy, formWith, post, proxyAddress, proxyOrigin } from '../support/requests.js';
import { answering, standIn } from '../support/stand_in.js';

const apiKey = 'k3y-of-the-account';
const proxy = createProxy({ apiKey, upstream: 'http://127.0.0.1:1/', maxBytes: 100_000 });

test('another path is not found, and another method not allowed: both as refusals that a client of the API can read', async () => {
  await assertRefusedBy(await proxy(new Request(`${proxyOrigin}/`)), 404, 'NOT_FOUND');
  await assertRefusedBy(await proxy(new Request(`${proxyAddress}/more`, { method: 'POST' })), 404, 'NOT_FOUND');
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
    const answer = await proxy(new Request(proxyAddress, { method }));
    assert.equal(answer.headers.get('allow'), 'POST, OPTIONS');
    await assertRefusedBy(answer, 405, 'METHOD_NOT_ALLOWED');
  }
});

test('a slash behind the path changes nothing', async (t) => {
  const api = await standIn(t, answering(200, fullAnswer()));
  const forwarding = createProxy({ apiKey, upstream: api.endpoint });
  assert.equal((await forwarding(new Request(`${proxyAddress}/`, { method: 'POST', body: formWith(images.png) }))).status, 200);
});

test('the path can be another one', async (t) => {
  const api = await standIn(t, answering(200, fullAnswer()));
  const mounted = createProxy({ apiKey, upstream: api.endpoint, path: '/faces' });
  assert.equal((await mounted(new Request(`${proxyOrigin}/faces?size=1`, { method: 'POST', body: formWith(images.png) }))).status, 200);
  assert.equal((await mounted(post(formWith(images.png)))).status, 404);
});

test('a request without an image: MISSING_PARAMETERS, which says what was missing', async () => {
  const otherField = new FormData();
  otherField.append('photo', new Blob([images.png]), 'a.png');
  const text = new FormData();
  text.append('image', 'a.png');
  const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
  const requests: readonly (readonly [Request, RegExp])[] = [
    [post(null), /of no type, not multipart/],
    [post(JSON.stringify({ image: 'a.png' }), { 'content-type': 'application/json' }), /application\/json, not multipart/],
    [post('--y\r\n', multipart), /cannot be read/],
    [post('', { 'content-type': 'multipart/form-data' }), /cannot be read/],
    [post(otherField), /no field 'image'/],
    [post(text), /text, not a file/],
    [post(formWith(new Uint8Array())), /No image was given/],
  ];
  for (const [request, says] of requests) assert.match(await assertRefusedBy(await proxy(request), 400, 'MISSING_PARAMETERS'), says);
});

test('a request that breaks off is answered to nobody, and harms nobody', async () => {
  const body = new ReadableStream({ start: (stream) => stream.error(new Error('connection reset')) });
  const request = new Request(proxyAddress, { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body, duplex: 'half' } as RequestInit);
  await assertRefusedBy(await proxy(request), 400, 'MISSING_PARAMETERS');
});

test('a body whose length is announced and too large is not read at all', async () => {
  const form = post(formWith(new Uint8Array(100_001)));
  const request = new Request(proxyAddress, { method: 'POST', headers: { 'content-type': form.headers.get('content-type') ?? '', 'content-length': '100200' }, body: await form.arrayBuffer() });
  assert.match(await assertRefusedBy(await proxy(request), 413, 'FILE_SIZE_EXCEEDS_LIMIT'), /100000 bytes/);
  assert.equal(request.bodyUsed, false);
});

test('a body that goes on and on is cut while it comes', async () => {
  let sent = 0;
  const body = new ReadableStream({
    pull(stream) {
      sent += 10_000;
      stream.enqueue(new Uint8Array(10_000));
    },
  });
  const request = new Request(proxyAddress, { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body, duplex: 'half' } as RequestInit);
  await assertRefusedBy(await proxy(request), 413, 'FILE_SIZE_EXCEEDS_LIMIT');
  assert.ok(sent <= 230_000, `${sent} bytes were taken`);
});

test('by default an image of 20 MB, the largest that the contract allows, comes through with its form', async (t) => {
  const api = await standIn(t, answering(200, fullAnswer()));
  const unlimited = createProxy({ apiKey, upstream: api.endpoint });
  const largest = new Uint8Array(20 * 1024 * 1024);
  largest.set(images.bmp); // what follows its pixels does not matter
  assert.equal((await unlimited(post(formWith(largest)))).status, 200);
  assert.equal(api.requests[0]?.image?.size, largest.length);
  const answer = await unlimited(post(formWith(new Uint8Array(largest.length + 1))));
  assert.match(await assertRefusedBy(answer, 413, 'FILE_SIZE_EXCEEDS_LIMIT'), /20 MB/);
  const more = await unlimited(post(formWith(new Uint8Array(largest.length + 100_000))));
  assert.match(await assertRefusedBy(more, 413, 'FILE_SIZE_EXCEEDS_LIMIT'), /request is larger/);
});

async function originsOf(t: TestContext) {
  const api = await standIn(t, answering(429, '{}', { 'retry-after': '5' }));
  const guarded = createProxy({ apiKey, upstream: api.endpoint, allowedOrigins: ['https://app.example', 'http://localhost:5173'] });
  return { api, guarded };
}

test('a page of an allowed origin may ask, and read the answer and its Retry-After', async (t) => {
  const { guarded } = await originsOf(t);
  for (const origin of ['https://app.example', 'http://localhost:5173', proxyOrigin]) {
    const answer = await guarded(post(formWith(images.png), { origin }));
    assert.equal(answer.status, 429);
    assert.equal(answer.headers.get('access-control-allow-origin'), origin);
    assert.equal(answer.headers.get('access-control-expose-headers'), 'retry-after');
    assert.equal(answer.headers.get('vary'), 'origin');
  }
});

test('a page of another origin is refused before anything is read or spent', async (t) => {
  const { api, guarded } = await originsOf(t);
  for (const origin of ['https://evil.example', 'http://app.example', 'https://app.example:8443', 'https://app.example.evil.example', 'null']) {
    const request = post(formWith(images.png), { origin });
    const answer = await guarded(request);
    assert.equal(answer.status, 403);
    assert.equal(answer.headers.get('access-control-allow-origin'), null);
    assert.equal(answer.headers.get('vary'), 'origin');
    assert.equal(request.bodyUsed, false);
    const preflight = await guarded(new Request(proxyAddress, { method: 'OPTIONS', headers: { origin } }));
    assert.equal(preflight.status, 403);
  }
  assert.equal(api.requests.length, 0);
});

test('what is no page sends no origin, and is let through', async (t) => {
  const { guarded } = await originsOf(t);
  const answer = await guarded(post(formWith(images.png)));
  assert.equal(answer.status, 429);
  assert.equal(answer.headers.get('access-control-allow-origin'), null);
});

test('a preflight is told what may be sent, and for how long that holds', async (t) => {
  const { guarded } = await originsOf(t);
  const answer = await guarded(new Request(proxyAddress, { method: 'OPTIONS', headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' } }));
  assert.equal(answer.status, 204);
  assert.equal(answer.headers.get('access-control-allow-origin'), 'https://app.example');
  assert.equal(answer.headers.get('access-control-allow-methods'), 'POST');
  assert.equal(answer.headers.get('access-control-allow-headers'), 'content-type, ailabapi-api-key');
  assert.ok(Number(answer.headers.get('access-control-max-age')) > 0);
  assert.equal(await answer.text(), '');
});

const analyzer = { analyze: () => Promise.reject(new Error('not asked')) };
const wrong: Readonly<Record<string, object>> = {
  'neither a key nor an analyzer': {},
  'both a key and an analyzer': { apiKey, analyzer },
  'what does not analyze': { analyzer: {} },
  'an origin with a path': { analyzer, allowedOrigins: ['https://app.example/'] },
  'every origin': { analyzer, allowedOrigins: ['*'] },
  'one origin without a list': { analyzer, allowedOrigins: 'https://app.example' },
  'an upstream that is a path': { apiKey, upstream: '/api' },
  'a path without its slash': { analyzer, path: 'faces' },
  'a queue of half a request': { analyzer, maxQueue: 0.5 },
  'an option that there is not': { analyzer, key: 'k' },
};

for (const [what, options] of Object.entries(wrong)) {
  test(`${what} is wrong use`, () => {
    assert.throws(() => createProxy(options as ProxyOptions), { name: 'FaceAnalyzerError', code: 'invalid-argument' });
  });
}
