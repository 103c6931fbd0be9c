import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createProxy, type ForwardOptions, type Proxy } from 'local-face-analyzer/proxy';
import { fullAnswer, newestRefusal, publishedRefusal } from '../support/envelopes.js';
import { images } from '../support/images.js';
import { refusedImages } from '../support/refused_images.js';
import { assertRefusedBy, formWith, post } from '../support/requests.js';
import { answering, type Behaviour, breakingOff, hangingUp, type StandIn, stalling, standIn } from '../support/stand_in.js';

const apiKey = 'k3y-of-the-account';

async function proxyTo(t: TestContext, behaviour: Behaviour, options: Partial<ForwardOptions> = {}): Promise<{ readonly api: StandIn; readonly proxy: Proxy }> {
  const api = await standIn(t, behaviour);
  return { api, proxy: createProxy({ apiKey, upstream: api.endpoint, ...options }) };
}

test('the image goes on with the key, and nothing else of the request does', async (t) => {
  const { api, proxy } = await proxyTo(t, answering(200, fullAnswer()));
  const form = formWith(images.jpeg);
  form.append('note', 'private');
  await proxy(post(form, { 'ailabapi-api-key': 'of the client', authorization: 'Bearer me', cookie: 'a=b', 'x-forwarded-for': '192.0.2.1' }));
  const { method, headers, fields, image } = api.requests[0] ?? assert.fail();
  assert.equal(method, 'POST');
  assert.equal(headers['ailabapi-api-key'], apiKey);
  assert.deepEqual([headers.authorization, headers.cookie, headers['x-forwarded-for']], [undefined, undefined, undefined]);
  assert.deepEqual(fields, ['image']);
  assert.deepEqual([image?.name, image?.type], ['image.jpg', 'image/jpeg']);
  assert.deepEqual(new Uint8Array((await image?.arrayBuffer()) ?? []), images.jpeg);
});

// What the upstream may answer: all of it goes on as it is.
const answers: readonly (readonly [status: number, body: string, headers?: Readonly<Record<string, string>>])[] = [
  [200, JSON.stringify(fullAnswer(), null, 1)],
  [401, JSON.stringify(newestRefusal('ERROR_USER_NOT_EXISTS'))],
  [413, JSON.stringify(newestRefusal('FILE_SIZE_EXCEEDS_LIMIT'))],
  [422, JSON.stringify(publishedRefusal)],
  [429, JSON.stringify(newestRefusal('EXCEEDING_LIMITS')), { 'retry-after': '7' }],
  [500, JSON.stringify(newestRefusal('PROCESSING_FAILURE'))],
  [502, '<h1>Bad gateway</h1>', { 'content-type': 'text/html' }],
  [504, ''],
  [200, 'not what it should be', { 'content-type': 'text/plain; charset=iso-8859-1' }],
];

for (const [status, body, headers = {}] of answers) {
  test(`the upstream's answer goes on unchanged, with its status: ${status} ${body.slice(0, 20)}`, async (t) => {
    const { api, proxy } = await proxyTo(t, answering(status, body, headers));
    const answer = await proxy(post(formWith(images.png)));
    assert.equal(answer.status, status);
    assert.equal(await answer.text(), body);
    assert.equal(answer.headers.get('content-type'), headers['content-type'] ?? 'application/json');
    assert.equal(answer.headers.get('retry-after'), headers['retry-after'] ?? null);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal(api.requests.length, 1, 'it is the client who may ask again');
  });
}

test('a connection that is refused, closed or broken off: AI_SERVICE_ERROR', async (t) => {
  for (const behaviour of [hangingUp, breakingOff]) {
    const { proxy } = await proxyTo(t, behaviour);
    await assertRefusedBy(await proxy(post(formWith(images.png))), 502, 'AI_SERVICE_ERROR');
  }
  const nobody = createProxy({ apiKey, upstream: 'http://127.0.0.1:1/' });
  await assertRefusedBy(await nobody(post(formWith(images.png))), 502, 'AI_SERVICE_ERROR');
});

test('an upstream that sends elsewhere: AI_SERVICE_ERROR, and the key follows nobody', async (t) => {
  const elsewhere = await standIn(t, answering(200, fullAnswer()));
  const { proxy } = await proxyTo(t, answering(307, '', { location: elsewhere.endpoint }));
  await assertRefusedBy(await proxy(post(formWith(images.png))), 502, 'AI_SERVICE_ERROR');
  assert.equal(elsewhere.requests.length, 0);
});

test('an upstream that takes too long: AI_SERVICE_TIMEOUT, and its connection is closed', async (t) => {
  const { api, proxy } = await proxyTo(t, stalling, { timeoutMs: 300 });
  const message = await assertRefusedBy(await proxy(post(formWith(images.png))), 504, 'AI_SERVICE_TIMEOUT');
  assert.match(message, /300 ms/);
  await api.left;
});

test('a client that goes takes its request at the upstream along', async (t) => {
  const { api, proxy } = await proxyTo(t, stalling);
  const controller = new AbortController();
  const answer = proxy(post(formWith(images.png), {}, controller.signal));
  await api.asked;
  controller.abort();
  await api.left;
  await answer;
});

for (const [code, bytes] of Object.entries(refusedImages)) {
  test(`${code} is refused before it costs a credit`, async (t) => {
    const { api, proxy } = await proxyTo(t, answering(200, fullAnswer()));
    const answer = await proxy(post(formWith(bytes)));
    await assertRefusedBy(answer, answer.status, code);
    assert.equal(api.requests.length, 0);
  });
}

// Answers that show the key, with the escapes that JSON allows among them.
const leaks = {
  'in a message': [401, newestRefusal('X', apiKey), {}],
  'behind an escape': [200, `{"note": "${apiKey.replace('k', '\\u006b')}"}`, {}],
  'in a header': [200, '{}', { 'content-type': `text/${apiKey}` }],
} as const;

for (const [where, [status, body, headers]] of Object.entries(leaks)) {
  test(`an answer with the key ${where} is not passed on: AI_SERVICE_ERROR`, async (t) => {
    const { proxy } = await proxyTo(t, answering(status, body, headers));
    const answer = await proxy(post(formWith(images.png)));
    answer.headers.forEach((value) => assert.ok(!value.includes(apiKey)));
    assert.ok(!(await answer.clone().text()).includes(apiKey));
    await assertRefusedBy(answer, 502, 'AI_SERVICE_ERROR');
  });
}

test('nothing is logged, whatever happens', async (t) => {
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => t.mock.method(console, name, () => undefined));
  for (const behaviour of [answering(200, fullAnswer()), answering(500, 'oops'), hangingUp]) {
    const { proxy } = await proxyTo(t, behaviour);
    await proxy(post(formWith(images.png)));
    await proxy(post('garbage'));
  }
  assert.deepEqual(spies.map((spy) => spy.mock.callCount()), [0, 0, 0, 0, 0]);
});

test('the core, where it cannot start, is the host\'s to hear of: the handler rejects, and tries again', async (t) => {
  let sends = false;
  const wasm = await standIn(t, (response, request) => answering(sends ? 200 : 404, 'x')(response, request));
  const { api, proxy } = await proxyTo(t, answering(200, fullAnswer()), { wasm: wasm.endpoint });
  await assert.rejects(proxy(post(formWith(images.png))), { name: 'FaceAnalyzerError', code: 'asset-missing' });
  sends = true;
  await assert.rejects(proxy(post(formWith(images.png))), { name: 'FaceAnalyzerError', code: 'engine-failed' });
  assert.equal(api.requests.length, 0, 'nothing goes on that was not validated');
});
