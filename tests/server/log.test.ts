import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { apiPath } from '../../web/remote/options.js';
import { images } from '../support/images.js';
import { atWork } from '../support/metrics.js';
import { formHead, RawClient } from '../support/raw_client.js';
import { formWith } from '../support/requests.js';
import { ServeProcess } from '../support/server.js';

/** A server that logs, and its lines as they come. */
class LoggingServer {
  readonly server: ServeProcess;
  #text = '';

  constructor(server: ServeProcess) {
    this.server = server;
    server.child.stderr.on('data', (data: Buffer) => (this.#text += data.toString()));
  }

  /** All lines, once one of them names a path. */
  async linesUntil(path: string): Promise<Record<string, unknown>[]> {
    while (!this.#text.includes(`"path":${JSON.stringify(path)}`) || !this.#text.endsWith('\n')) await once(this.server.child.stderr, 'data');
    return this.#text.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  }
}

test('--log json writes a line for each request: what was asked and how it ended, and nothing of a picture, key, header or query', async (t) => {
  const log = new LoggingServer(await ServeProcess.start(t, '--workers', '1', '--threads', '1', '--log', 'json', '--api-key', 's3cret'));
  const { origin, endpoint } = log.server;
  const headers = { 'ailabapi-api-key': 's3cret', 'user-agent': 'agent', cookie: 'cookie=1', 'x-forwarded-for': '192.0.2.1' };
  const form = formWith(images.jpeg);
  const begin = Date.now();
  await (await fetch(`${endpoint}?secret=1`, { method: 'POST', body: form, headers })).text();
  await (await fetch(endpoint, { method: 'POST', body: formWith(images.bmp), headers })).text();
  await (await fetch(endpoint, { method: 'POST', body: formWith(images.bmp), headers: { 'ailabapi-api-key': 'wr0ng' } })).text();
  await (await fetch(`${origin}/healthz`, { method: 'HEAD' })).text();
  const lines = await log.linesUntil('/healthz');
  assert.deepEqual(lines.map(({ method, path, status, code, client }) => [method, path, status, code, client]), [
    ['POST', apiPath, 200, '', '127.0.0.1'],
    ['POST', apiPath, 422, 'ERROR_NO_FACE_IN_FILE', '127.0.0.1'],
    ['POST', apiPath, 401, 'ERROR_USER_NOT_EXISTS', '127.0.0.1'],
    ['HEAD', '/healthz', 200, '', '127.0.0.1'],
  ]);
  for (const line of lines) {
    assert.deepEqual(Object.keys(line).toSorted(), ['bytes', 'client', 'code', 'method', 'milliseconds', 'path', 'status', 'time']);
    assert.ok(Date.parse(line['time'] as string) >= begin && Date.parse(line['time'] as string) <= Date.now());
    assert.ok((line['milliseconds'] as number) >= 0 && (line['milliseconds'] as number) <= Date.now() - begin + 1);
  }
  const [first = 0, second = 0] = lines.map(({ bytes }) => bytes as number);
  assert.ok(first > images.jpeg.length && first < images.jpeg.length + 2000, `${first} bytes for a picture of ${images.jpeg.length}`);
  assert.ok(second > images.bmp.length && second < images.bmp.length + 2000, 'each request of a connection has its own');
  assert.doesNotMatch(JSON.stringify(lines), /s3cret|wr0ng|secret|agent|cookie|192\.0\.2|holiday/);
});

test('a client that left is a line with 499, and a path that holds a line end is one line too', async (t) => {
  const log = new LoggingServer(await ServeProcess.start(t, '--workers', '1', '--threads', '1', '--log', 'json'));
  const { origin } = log.server;
  const leaving = await RawClient.connect(t, origin);
  await leaving.write(formHead(apiPath, 'Content-Length: 1000'));
  await atWork(origin, 0, 1);
  leaving.socket.destroy();
  await atWork(origin, 0, 0);
  await (await fetch(`${origin}/a%0a%22b`)).text();
  const lines = (await log.linesUntil('/a%0a%22b')).filter(({ path }) => path !== '/metrics');
  assert.deepEqual(lines.map(({ status, code }) => [status, code]), [[499, ''], [404, 'NOT_FOUND']]);
});

test('whoever reads the log may go: the server goes on', async (t) => {
  const server = await ServeProcess.start(t, '--workers', '1', '--threads', '1', '--log', 'json');
  server.child.stderr.destroy();
  for (let time = 0; time < 3; time += 1) assert.equal((await fetch(`${server.origin}/healthz`)).status, 200);
  server.child.kill('SIGTERM');
  assert.equal(await server.exit(), 0);
});
