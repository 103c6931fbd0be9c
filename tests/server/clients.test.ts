import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { samplePath } from '../support/files.js';
import { images } from '../support/images.js';
import { atWork, metricsOf } from '../support/metrics.js';
import { assertRefusedBy, formWith } from '../support/requests.js';
import { ServeProcess } from '../support/server.js';

const post = (server: ServeProcess, image: Uint8Array, signal?: AbortSignal): Promise<Response> =>
  fetch(server.endpoint, { method: 'POST', body: formWith(image), ...(signal && { signal }) });

test('200 clients at once are answered each, with what they asked for or with 429, and so are those after them', async (t) => {
  const server = await ServeProcess.start(t, '--workers', '2', '--threads', '1', '--queue', '10');
  const before = (await metricsOf(server.origin)).get('process_resident_memory_bytes') ?? 0;
  const answers = await Promise.all(Array.from({ length: 200 }, () => post(server, images.jpeg)));
  const refused = answers.filter(({ status }) => status === 429);
  const answered = answers.filter(({ status }) => status === 200);
  assert.equal(refused.length + answered.length, 200);
  assert.ok(answered.length >= 12 && refused.length >= 1, `${answered.length} answered, ${refused.length} refused`);
  for (const answer of refused) {
    assert.equal(answer.headers.get('retry-after'), '1');
    await assertRefusedBy(answer, 429, 'EXCEEDING_LIMITS');
  }
  const [first = '', ...others] = await Promise.all(answered.map(async (answer) => answer.text()));
  for (const other of others) assert.equal(other, first);
  const metrics = await metricsOf(server.origin);
  assert.equal(metrics.get('local_face_analyzer_requests_total{status="200",code=""}'), answered.length);
  assert.equal(metrics.get('local_face_analyzer_requests_total{status="429",code="EXCEEDING_LIMITS"}'), refused.length);
  assert.ok((metrics.get('process_resident_memory_bytes') ?? 0) - before < 200e6);
  assert.equal((await post(server, images.jpeg)).status, 200);
});

test('clients that leave while they wait or are analysed take their analyses along: the next one does not wait for them', async (t) => {
  const server = await ServeProcess.start(t, '--workers', '1', '--threads', '1', '--queue', '8');
  const large = readFileSync(samplePath(1));
  const begin = performance.now();
  assert.equal((await post(server, large)).status, 200);
  const alone = performance.now() - begin;
  const leaving = new AbortController();
  const left = Array.from({ length: 9 }, async () => assert.rejects(post(server, large, leaving.signal), { name: 'AbortError' }));
  await atWork(server.origin, 1, 8);
  await assertRefusedBy(await post(server, images.jpeg), 429, 'EXCEEDING_LIMITS');
  const next = performance.now();
  leaving.abort();
  await Promise.all(left);
  await atWork(server.origin, 0, 0);
  assert.equal((await post(server, images.jpeg)).status, 200);
  assert.ok(performance.now() - next < 4 * alone, `${performance.now() - next} ms, where each of the nine would have taken ${alone}`);
  assert.equal((await metricsOf(server.origin)).get('local_face_analyzer_engine_restarts_total'), 0);
});

test('100 clients that come and leave at once leave nothing behind', async (t) => {
  const server = await ServeProcess.start(t, '--workers', '1', '--threads', '1', '--queue', '4');
  for (let time = 0; time < 4; time += 1) {
    const leaving = new AbortController();
    const left = Array.from({ length: 25 }, () => post(server, images.jpeg, leaving.signal).catch(() => null));
    setImmediate(() => leaving.abort());
    await Promise.all(left);
  }
  await atWork(server.origin, 0, 0);
  assert.equal((await post(server, images.jpeg)).status, 200);
});
