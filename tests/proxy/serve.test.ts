import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRemoteAnalyzer } from 'local-face-analyzer';
import { analyze, serve } from '../support/command.js';
import { samplePath } from '../support/files.js';
import { images } from '../support/images.js';
import { refusedImages } from '../support/refused_images.js';
import { assertRefusedBy, formWith } from '../support/requests.js';
import { ServeProcess } from '../support/server.js';

const photograph = (number: number): Uint8Array => readFileSync(samplePath(number));
const post = (server: ServeProcess, image: Uint8Array, headers = {}): Promise<Response> => fetch(server.endpoint, { method: 'POST', body: formWith(image), headers });

test('several requests at once are answered as the command analyze answers, and a signal ends it cleanly', async (t) => {
  const server = await ServeProcess.start(t, '--workers', '2', '--threads', '1');
  const numbers = [1, 2, 3, 1, 3];
  const answers = await Promise.all(numbers.map((number) => post(server, photograph(number))));
  const expected = await analyze('--ndjson', '--threads', '1', ...[1, 2, 3].map(samplePath));
  const responses = expected.stdout.trimEnd().split('\n').map((line) => JSON.stringify((JSON.parse(line) as { readonly response: unknown }).response));
  for (const [index, number] of numbers.entries()) {
    assert.equal(answers[index]?.status, 200);
    assert.equal(await answers[index]?.text(), responses[number - 1]);
  }
  for (const [code, bytes] of Object.entries(refusedImages)) {
    const refusal = await post(server, bytes);
    await assertRefusedBy(refusal, refusal.status, code);
  }
  server.child.kill('SIGTERM');
  assert.equal(await server.exit(), 0);
  assert.equal(server.output, `Listening on ${server.origin}/\n`, 'nothing is logged');
});

test('the remote client of the package gets its answers from it, a key in the request being of no matter', async (t) => {
  const server = await ServeProcess.start(t, '--workers', '1');
  const remote = createRemoteAnalyzer({ endpoint: server.endpoint, apiKey: 'any-key-at-all' });
  const response = await remote.analyze(photograph(1));
  assert.equal(response.data?.face_count, 3);
  assert.match(await (await fetch(server.origin)).text(), /post photographs/);
});

test('past the queue the answer is 429, and only allowed pages may ask', async (t) => {
  const server = await ServeProcess.start(t, '--workers', '1', '--queue', '1', '--allow-origin', 'https://a.example', '--allow-origin', 'https://b.example');
  const statuses = await Promise.all(Array.from({ length: 6 }, async () => (await post(server, photograph(3))).status));
  assert.deepEqual([...new Set(statuses)].toSorted(), [200, 429]);
  assert.ok(statuses.filter((status) => status === 200).length >= 2);
  for (const origin of ['https://a.example', 'https://b.example']) {
    assert.equal((await post(server, refusedImages.UNSUPPORTED_FILE_TYPES, { origin })).headers.get('access-control-allow-origin'), origin);
  }
  assert.equal((await post(server, photograph(1), { origin: 'https://c.example' })).status, 403);
});

test('a body that is too large is refused to whoever sends it, announced or in pieces', async (t) => {
  const server = await ServeProcess.start(t, '--workers', '1');
  const image = new Uint8Array(25 * 1024 * 1024);
  await assertRefusedBy(await post(server, image), 413, 'FILE_SIZE_EXCEEDS_LIMIT');
  const pieces = new Response(formWith(image));
  const init = { method: 'POST', body: pieces.body, headers: { 'content-type': pieces.headers.get('content-type') ?? '' }, duplex: 'half' };
  await assertRefusedBy(await fetch(server.endpoint, init), 413, 'FILE_SIZE_EXCEEDS_LIMIT');
});

test('a signal while it works: what was begun is answered, and no connection is taken any more', async (t) => {
  const server = await ServeProcess.start(t, '--workers', '1', '--threads', '1');
  const answers = [post(server, photograph(1)), post(server, images.jpeg)];
  await sleep(300);
  server.child.kill('SIGINT');
  for (const answer of answers) assert.equal((await answer).status, 200);
  assert.equal(await server.exit(), 0);
  await assert.rejects(fetch(server.origin));
});

test('a second signal ends it at once', async (t) => {
  const server = await ServeProcess.start(t, '--workers', '1', '--threads', '1');
  const answers = Array.from({ length: 4 }, () => post(server, photograph(3)).catch(() => null));
  await sleep(200);
  server.child.kill('SIGTERM');
  await sleep(200);
  const begin = performance.now();
  server.child.kill('SIGTERM');
  assert.equal(await server.exit(), 'SIGTERM');
  assert.ok(performance.now() - begin < 5000, `${performance.now() - begin} ms`);
  await Promise.all(answers);
});

test('clients that are connected and ask for nothing do not keep it from ending', async (t) => {
  const server = await ServeProcess.start(t, '--workers', '1', '--threads', '1');
  await fetch(server.origin); // whose connection is kept
  const mute = connect(Number(new URL(server.origin).port), '127.0.0.1');
  await new Promise((resolve) => mute.once('connect', resolve));
  mute.on('error', () => undefined);
  const begin = performance.now();
  server.child.kill('SIGTERM');
  assert.equal(await server.exit(), 0);
  assert.ok(performance.now() - begin < 6000, 'without the grace');
  mute.destroy();
});

test('a port that is taken: exit code 1, and the reason', async (t) => {
  const server = await ServeProcess.start(t, '--workers', '1', '--threads', '1');
  const { code, stdout, stderr } = await serve('--port', new URL(server.origin).port, '--workers', '1');
  assert.deepEqual([code, stdout], [1, '']);
  assert.match(stderr, /EADDRINUSE/);
});

// What is typed, and what the message must name.
const wrongUsage: readonly (readonly [args: readonly string[], says: RegExp])[] = [
  [['--port', '65536'], /--port .*0 to 65535.*'65536'/],
  [['--workers', '0'], /--workers .*1 to 64.*'0'/],
  [['--queue', 'long'], /--queue .*'long'/],
  [['--allow-origin', '*', '--workers', '1', '--port', '0'], /https:\/\/example\.org.*'\*'/],
  [['photo.jpg'], /photo\.jpg/],
];

for (const [args, says] of wrongUsage) {
  test(`wrong usage: ${args.join(' ')}`, async () => {
    const { code, stdout, stderr } = await serve(...args);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, says);
    assert.match(stderr, /Usage: local-face-analyzer serve/);
  });
}
