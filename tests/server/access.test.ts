import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createRemoteAnalyzer } from 'local-face-analyzer';
import { Hosts } from '../../web/cli/server/hosts.js';
import { apiPath } from '../../web/remote/options.js';
import { serve } from '../support/command.js';
import { images } from '../support/images.js';
import { metricsOf } from '../support/metrics.js';
import { formHead, RawClient } from '../support/raw_client.js';
import { assertRefusedBy, formWith } from '../support/requests.js';
import { ServeProcess } from '../support/server.js';

const one = ['--workers', '1', '--threads', '1'] as const;
const post = (server: ServeProcess, headers: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(server.endpoint, { method: 'POST', body: formWith(images.jpeg), headers });

test('with keys, of the command and of the environment, who has one is answered; others are refused as the API refuses', async (t) => {
  const server = await ServeProcess.startIn(t, { LOCAL_FACE_ANALYZER_API_KEY: 'third fourth' }, '--api-key', 'first', '--api-key', 'second', ...one);
  for (const key of ['first', 'second', 'third', 'fourth']) {
    assert.equal((await createRemoteAnalyzer({ endpoint: server.endpoint, apiKey: key }).analyze(images.jpeg)).data?.face_count, 1);
    assert.equal((await post(server, { authorization: `Bearer ${key}` })).status, 200);
  }
  const wrong: readonly Readonly<Record<string, string>>[] = [
    {}, ...['', 'firs', 'first2', 'first, second'].map((key) => ({ 'ailabapi-api-key': key })), { authorization: 'Basic first' },
  ];
  for (const headers of wrong) {
    const answer = await post(server, headers);
    assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
    const message = await assertRefusedBy(answer, 401, 'ERROR_USER_NOT_EXISTS');
    assert.match(message, /ailabapi-api-key/);
    assert.doesNotMatch(message, /first|second|third/);
  }
});

test('with keys, health and readiness are everybody\'s, the metrics not', async (t) => {
  const server = await ServeProcess.start(t, '--api-key', 'k3y', ...one);
  for (const [path, status] of [['/', 200], ['/healthz', 200], ['/readyz', 200], ['/metrics', 401]] as const) {
    assert.equal((await fetch(server.origin + path)).status, status, path);
  }
  assert.ok((await metricsOf(server.origin, { authorization: 'Bearer k3y' })).size > 0);
  assert.ok((await metricsOf(server.origin, { 'ailabapi-api-key': 'k3y' })).size > 0);
});

test('with keys, a page of an allowed origin may ask whether it may ask, and reads its refusal', async (t) => {
  const server = await ServeProcess.start(t, '--api-key', 'k3y', '--allow-origin', 'https://a.example', ...one);
  const origin = 'https://a.example';
  const preflight = await fetch(server.endpoint, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
  assert.equal(preflight.status, 204);
  assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /ailabapi-api-key/);
  const answer = await post(server, { origin });
  assert.deepEqual([answer.status, answer.headers.get('access-control-allow-origin')], [401, origin]);
});

test('a key that is refused is answered before the body has come', async (t) => {
  const server = await ServeProcess.start(t, '--api-key', 'k3y', ...one);
  const client = await RawClient.connect(t, server.origin);
  await client.write(formHead(apiPath, 'Content-Length: 20000000'));
  assert.match(await client.until(/ERROR_USER_NOT_EXISTS/), /^HTTP\/1\.1 401 /);
});

// What may be asked for by which name, by the address that is listened on and the names that are allowed.
const names: readonly (readonly [address: string, allowed: readonly string[], answered: readonly string[], refused: readonly string[]])[] = [
  ['127.0.0.1', [], ['localhost', '127.0.0.1', '[::1]', '192.0.2.7'], ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '']],
  ['localhost', [], ['localhost'], ['evil.example']],
  ['::1', [], ['[::1]'], ['evil.example']],
  ['127.0.0.1', ['Faces.example'], ['faces.example', 'localhost', '127.0.0.1'], ['evil.example', 'more.faces.example']],
  ['127.0.0.1', ['*'], ['evil.example'], []],
  ['0.0.0.0', [], ['faces.example', '192.0.2.7'], []],
  ['0.0.0.0', ['faces.example', 'other.example'], ['faces.example', 'other.example', '192.0.2.7', 'localhost'], ['evil.example']],
];

for (const [address, allowed, answered, refused] of names) {
  test(`listening on ${address}${allowed.map((name) => `, --allow-host ${name}`).join('')}: answers to ${answered.join(', ')}${refused.map((name) => `, not to '${name}'`).join('')}`, () => {
    const hosts = new Hosts(allowed, address);
    for (const name of answered) assert.equal(hosts.allow(name), true, name);
    for (const name of refused) assert.equal(hosts.allow(name), false, name);
  });
}

async function askAs(t: TestContext, server: ServeProcess, host: string): Promise<string> {
  const client = await RawClient.connect(t, server.origin);
  await client.write(`GET /metrics HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  await client.over;
  return client.received;
}

test('on this machine alone, a page that points a name of its own at it gets nothing; the answer says how to allow a name', async (t) => {
  const server = await ServeProcess.start(t, ...one);
  const port = new URL(server.origin).port;
  assert.match(await askAs(t, server, `evil.example:${port}`), /^HTTP\/1\.1 403 (.|\r\n)*FORBIDDEN(.|\r\n)*--allow-host evil\.example/);
  for (const host of [`localhost:${port}`, `LOCALHOST`, `127.0.0.1:${port}`, `[::1]:${port}`]) assert.match(await askAs(t, server, host), /^HTTP\/1\.1 200 /, host);
  for (const host of ['a@localhost', 'localhost/', '..', 'evil.example\r\nHost: localhost']) assert.doesNotMatch(await askAs(t, server, host), /^HTTP\/1\.1 200 /, host);
});

// What is typed, and what the message must name; never a key.
const wrongUsage: readonly (readonly [args: readonly string[], says: RegExp])[] = [
  [['--api-key', ''], /--api-key .*printable/],
  [['--api-key', 'k3y of mine'], /--api-key .*printable/],
  [['--allow-host', 'https://faces.example'], /--allow-host .*without a port.*'https:\/\/faces\.example'/],
  [['--allow-host', ''], /--allow-host/],
  [['--max-bytes', '0'], /--max-bytes .*'0'/],
  [['--body-timeout', '0'], /--body-timeout .*'0'/],
  [['--log', 'text'], /--log takes json, not 'text'/],
];

for (const [args, says] of wrongUsage) {
  test(`wrong usage: ${args.join(' ')}`, async () => {
    const { code, stderr } = await serve('--port', '0', ...args);
    assert.equal(code, 2);
    assert.match(stderr, says);
    assert.doesNotMatch(stderr, /k3y/);
  });
}

test('a variable that is set and empty was meant to hold a key: wrong usage, not an open server', async (t) => {
  await assert.rejects(ServeProcess.startIn(t, { LOCAL_FACE_ANALYZER_API_KEY: ' ' }, ...one), /LOCAL_FACE_ANALYZER_API_KEY/);
});
