import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createProxy, type ProxyOptions } from 'local-face-analyzer/proxy';
import { images } from '../support/images.js';
import { assertRefusedBy, formWith, post, proxyAddress } from '../support/requests.js';
import { type Behaviour, standIn } from '../support/stand_in.js';

const apiKey = 'k3y-of-the-account';

test('a body that does not come in time: 408, and its place is free again', async (t) => {
  const awake = setInterval(() => undefined, 1000); // as the connection would keep the process
  t.after(() => clearInterval(awake));
  const analyzer = { analyze: () => Promise.reject(new Error('not asked')) };
  const proxy = createProxy({ analyzer, maxQueue: 0, bodyTimeoutMs: 50 });
  let enqueue = (_: Uint8Array): void => undefined;
  const body = new ReadableStream({ start: (stream) => void (enqueue = (chunk) => stream.enqueue(chunk)) });
  const answer = proxy(new Request(proxyAddress, { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body, duplex: 'half' } as RequestInit));
  enqueue(new Uint8Array(10));
  assert.match(await assertRefusedBy(await answer, 408, 'REQUEST_TIMEOUT'), /50 ms/);
  await assertRefusedBy(await proxy(post(null)), 400, 'MISSING_PARAMETERS');
});

/** Sends an answer that does not end, as fast as it is taken, and counts its bytes. */
function endless(sent: { bytes: number }): Behaviour {
  return (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    const send = (): void => {
      while (!response.destroyed) {
        sent.bytes += chunk.length;
        if (!response.write(chunk)) return void response.once('drain', send);
      }
    };
    send();
  };
}

test('an upstream whose answer does not end is cut at 32 MB: AI_SERVICE_ERROR, and its connection is closed', async (t) => {
  const sent = { bytes: 0 };
  const api = await standIn(t, endless(sent));
  const proxy = createProxy({ apiKey, upstream: api.endpoint });
  await assertRefusedBy(await proxy(post(formWith(images.png))), 502, 'AI_SERVICE_ERROR');
  await api.left;
  assert.ok(sent.bytes < 64 * 1024 * 1024, `${sent.bytes} bytes were sent`);
});

test('an upstream that begins its answer and stalls: AI_SERVICE_TIMEOUT, and its connection is closed', async (t) => {
  const api = await standIn(t, (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{"request_id": "1'));
  const proxy = createProxy({ apiKey, upstream: api.endpoint, timeoutMs: 200 });
  await assertRefusedBy(await proxy(post(formWith(images.png))), 504, 'AI_SERVICE_TIMEOUT');
  await api.left;
});

test('with keys of the clients, a proxy forwards for those who have one; their key goes no further', async (t) => {
  const api = await standIn(t, (response) => void response.end('{}'));
  const proxy = createProxy({ apiKey, upstream: api.endpoint, clientKeys: ['one', 'two'] });
  for (const headers of [{}, { 'ailabapi-api-key': 'three' }, { 'ailabapi-api-key': apiKey }]) {
    const request = post(formWith(images.png), headers as Record<string, string>);
    await assertRefusedBy(await proxy(request), 401, 'ERROR_USER_NOT_EXISTS');
    assert.equal(request.bodyUsed, false);
  }
  assert.equal(api.requests.length, 0);
  assert.equal((await proxy(post(formWith(images.png), { 'ailabapi-api-key': 'two' }))).status, 200);
  assert.equal(api.requests[0]?.headers['ailabapi-api-key'], apiKey);
});

for (const clientKeys of [[], [''], ['a b'], ['k', 1], 'key']) {
  test(`clientKeys: ${JSON.stringify(clientKeys)} is wrong use, not an open proxy`, () => {
    assert.throws(() => createProxy({ apiKey, clientKeys } as ProxyOptions), { name: 'FaceAnalyzerError', code: 'invalid-argument' });
  });
}
