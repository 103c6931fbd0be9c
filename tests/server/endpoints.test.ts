import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { apiPath } from '../../web/remote/options.js';
import { samplePath } from '../support/files.js';
import { images } from '../support/images.js';
import { atWork, metricsOf, metricsUntil } from '../support/metrics.js';
import { formHead, RawClient } from '../support/raw_client.js';
import { assertRefusedBy, formWith } from '../support/requests.js';
import { ServeProcess } from '../support/server.js';

const post = (server: ServeProcess, image: Uint8Array, path = apiPath): Promise<Response> => fetch(server.origin + path, { method: 'POST', body: formWith(image) });

test('what operators ask is answered to GET and HEAD, with a slash behind the path or without; other methods are not allowed', async (t) => {
  const server = await ServeProcess.start(t, '--workers', '1', '--threads', '1');
  for (const path of ['/', '/healthz', '/healthz/', '/readyz', '/readyz/', '/metrics', '/metrics/', '/healthz?verbose=1']) {
    const answer = await fetch(server.origin + path);
    assert.equal(answer.status, 200, path);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/plain/);
    assert.notEqual(await answer.text(), '');
    const head = await fetch(server.origin + path, { method: 'HEAD' });
    assert.deepEqual([head.status, await head.text()], [200, ''], path);
    const posted = await fetch(server.origin + path, { method: 'POST', body: 'x' });
    assert.equal(posted.headers.get('allow'), 'GET, HEAD');
    await assertRefusedBy(posted, 405, 'METHOD_NOT_ALLOWED');
  }
});

test("the API's path takes a slash behind it; what is nowhere is said in the shape that the API's clients read", async (t) => {
  const server = await ServeProcess.start(t, '--workers', '1', '--threads', '1');
  assert.equal((await post(server, images.jpeg, `${apiPath}/`)).status, 200);
  for (const path of ['/api', '/healthz/more', `${apiPath}//`, '/__proto__', '/constructor']) {
    assert.match(await assertRefusedBy(await post(server, images.jpeg, path), 404, 'NOT_FOUND'), /face-analyzer-advanced/, path);
  }
  const got = await fetch(server.endpoint);
  assert.equal(got.headers.get('allow'), 'POST, OPTIONS');
  await assertRefusedBy(got, 405, 'METHOD_NOT_ALLOWED');
});

test('it is ready while the queue has room, and not while it is full', async (t) => {
  const server = await ServeProcess.start(t, '--workers', '1', '--threads', '1', '--queue', '1');
  const readiness = async (): Promise<readonly [number, string]> => {
    const answer = await fetch(`${server.origin}/readyz`);
    return [answer.status, await answer.text()];
  };
  assert.deepEqual(await readiness(), [200, 'ready\n']);
  const client = await RawClient.connect(t, server.origin);
  await client.write(formHead(apiPath, 'Content-Length: 1000'));
  await atWork(server.origin, 0, 1);
  assert.deepEqual(await readiness(), [200, 'ready\n'], 'one place is left');
  const other = await RawClient.connect(t, server.origin);
  await other.write(formHead(apiPath, 'Content-Length: 1000'));
  await atWork(server.origin, 0, 2);
  assert.deepEqual(await readiness(), [503, 'full\n']);
  assert.equal((await fetch(`${server.origin}/healthz`)).status, 200, 'it is well nevertheless');
  client.socket.destroy();
  await atWork(server.origin, 0, 1);
  assert.deepEqual(await readiness(), [200, 'ready\n']);
});

test('while it is shutting down it is not ready, as whoever asks on an open connection hears', async (t) => {
  const server = await ServeProcess.start(t, '--workers', '1', '--threads', '1');
  const asking = await RawClient.connect(t, server.origin);
  await asking.write('GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\n'); // its request has begun
  const answers = [1, 2, 3].map((number) => post(server, readFileSync(samplePath(number))));
  await atWork(server.origin, 1, 2);
  server.child.kill('SIGTERM');
  while (await fetch(server.origin).then(() => true, () => false)); // until it takes no connections any more
  await asking.write('\r\n');
  assert.match(await asking.until(/stopping/), /^HTTP\/1\.1 503 /);
  for (const answer of answers) assert.equal((await answer).status, 200);
  assert.equal(await server.exit(), 0);
});

test('an engine that breaks down is one restart: its photograph is refused, and the next one answered by another engine', async (t) => {
  const breaking = new URL('../support/breaking_engine.js?2', import.meta.url).href;
  const server = await ServeProcess.startBy(t, ['--import', breaking], '--workers', '1', '--threads', '1');
  assert.equal((await post(server, images.jpeg)).status, 200);
  await assertRefusedBy(await post(server, images.jpeg), 500, 'PROCESSING_FAILURE');
  assert.equal((await metricsOf(server.origin)).get('local_face_analyzer_engine_restarts_total'), 1);
  assert.equal((await post(server, images.jpeg)).status, 200);
});

test("the metrics count the API's requests by status and code, and their times; what operators ask is not counted", async (t) => {
  const server = await ServeProcess.start(t, '--workers', '1', '--threads', '1');
  await Promise.all([post(server, images.jpeg), post(server, images.jpeg)]);
  await post(server, images.bmp);
  await post(server, images.jpeg, '/elsewhere');
  const leaving = await RawClient.connect(t, server.origin);
  await leaving.write(formHead(apiPath, 'Content-Length: 1000'));
  await atWork(server.origin, 0, 1);
  leaving.socket.destroy();
  const counted = (status: number, code: string): string => `local_face_analyzer_requests_total{status="${status}",code="${code}"}`;
  const metrics = await metricsUntil(server.origin, (found) => found.has(counted(499, '')));
  const requests = [...metrics].filter(([name]) => name.startsWith('local_face_analyzer_requests_total'));
  assert.deepEqual(Object.fromEntries(requests), { [counted(200, '')]: 2, [counted(422, 'ERROR_NO_FACE_IN_FILE')]: 1, [counted(404, 'NOT_FOUND')]: 1, [counted(499, '')]: 1 });
  const buckets = [...metrics].filter(([name]) => name.includes('_bucket{')).map(([, count]) => count);
  assert.deepEqual(buckets, buckets.toSorted((one, other) => one - other), 'each bucket holds those below it');
  assert.deepEqual([buckets.at(-1), metrics.get('local_face_analyzer_request_duration_seconds_count')], [5, 5]);
  assert.ok((metrics.get('local_face_analyzer_request_duration_seconds_sum') ?? 0) > 0.02);
  assert.ok((metrics.get('process_resident_memory_bytes') ?? 0) > 30e6);
});

test('the metrics are in the format of Prometheus: every sample has its help and type before it', async (t) => {
  const server = await ServeProcess.start(t, '--workers', '1', '--threads', '1');
  await post(server, images.bmp);
  const answer = await fetch(`${server.origin}/metrics`);
  assert.equal(answer.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
  const text = await answer.text();
  assert.ok(text.endsWith('\n'));
  let family = '';
  for (const line of text.trimEnd().split('\n')) {
    const [, kind, name = ''] = /^# (HELP|TYPE) ([a-z_]+) .+$/.exec(line) ?? [];
    if (kind === 'HELP') family = name;
    else if (kind === 'TYPE') assert.equal(name, family);
    else assert.match(line, new RegExp(`^${family}(_bucket|_sum|_count)?(\\{[a-z]+="[^"\\\\]*"(,[a-z]+="[^"\\\\]*")*\\})? [0-9.e+-]+$`));
  }
});
