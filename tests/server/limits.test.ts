import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiPath } from '../../web/remote/options.js';
import { images } from '../support/images.js';
import { atWork, metricsOf } from '../support/metrics.js';
import { formHead, RawClient } from '../support/raw_client.js';
import { assertRefusedBy, formWith } from '../support/requests.js';
import { ServeProcess } from '../support/server.js';

const small = ['--workers', '1', '--threads', '1', '--queue', '0'] as const;
const part = '--x\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\n\r\n';
const megabyte = Buffer.alloc(1024 * 1024, 'a');

/** Asserts that somebody else is answered, so that no place is held. */
async function assertFree(server: ServeProcess): Promise<void> {
  await atWork(server.origin, 0, 0);
  assert.equal((await fetch(server.endpoint, { method: 'POST', body: formWith(images.jpeg) })).status, 200);
}

/** Sends chunk after chunk, as fast as they are taken, until the connection is over. */
async function sendOn(client: RawClient, chunk: string | Uint8Array, most = Infinity): Promise<number> {
  let count = 0;
  while (count < most && (await client.write(chunk))) count += 1;
  return count;
}

test('--max-bytes: a larger body is refused, announced or not; one of so many bytes is taken', async (t) => {
  const server = await ServeProcess.start(t, '--max-bytes', '1000', ...small);
  const tail = '\r\n--x--';
  for (const [bytes, code] of [[1000, 'UNSUPPORTED_FILE_TYPES'], [1001, 'FILE_SIZE_EXCEEDS_LIMIT']] as const) {
    const body = part + 'a'.repeat(bytes - part.length - tail.length) + tail;
    const announced = await RawClient.connect(t, server.origin);
    await announced.write(formHead(apiPath, `Content-Length: ${bytes}`) + body);
    await announced.until(new RegExp(code));
    const chunked = await RawClient.connect(t, server.origin);
    await chunked.write(`${formHead(apiPath, 'Transfer-Encoding: chunked')}${bytes.toString(16)}\r\n${body}\r\n0\r\n\r\n`);
    await chunked.until(new RegExp(code));
  }
});

test('a body that comes a byte at a time, or not at all: 408 when its time is up, and its place is free', async (t) => {
  const server = await ServeProcess.start(t, '--body-timeout', '1', ...small);
  for (const drip of ['a', '']) {
    const client = await RawClient.connect(t, server.origin);
    await client.write(formHead(apiPath, 'Content-Length: 100000') + part);
    const timer = setInterval(() => void client.write(drip), 20);
    assert.match(await client.until(/REQUEST_TIMEOUT.*1000 ms/), /^HTTP\/1\.1 408 (.|\r\n)*connection: close/);
    await client.over;
    clearInterval(timer);
    assert.equal(client.received.match(/HTTP\/1\.1/g)?.length, 1, 'one answer');
    await assertFree(server);
  }
});

test('headers that come a byte at a time, and a connection that says nothing: 408 when their time is up', async (t) => {
  const server = await ServeProcess.start(t, '--body-timeout', '1', ...small);
  const [dripping, mute] = [await RawClient.connect(t, server.origin), await RawClient.connect(t, server.origin)];
  const timer = setInterval(() => void dripping.write('a'), 20);
  await dripping.write('GET / HTTP/1.1\r\nX-Header: ');
  for (const client of [dripping, mute]) {
    await client.over;
    assert.match(client.received, /^HTTP\/1\.1 408 (.|\r\n)*application\/json(.|\r\n)*"code":"REQUEST_TIMEOUT"/);
  }
  clearInterval(timer);
  await assertFree(server);
});

test('a body without an end is refused as soon as it is too large, read on for as much again, and cut; memory stays where it was', async (t) => {
  const server = await ServeProcess.start(t, ...small);
  const before = (await metricsOf(server.origin)).get('process_resident_memory_bytes') ?? 0;
  const chunk = Buffer.concat([Buffer.from(`${megabyte.length.toString(16)}\r\n`), megabyte, Buffer.from('\r\n')]);
  for (let time = 0; time < 3; time += 1) {
    const client = await RawClient.connect(t, server.origin);
    await client.write(`${formHead(apiPath, 'Transfer-Encoding: chunked')}${part.length.toString(16)}\r\n${part}\r\n`);
    const sent = await sendOn(client, chunk);
    assert.match(client.received, /^HTTP\/1\.1 413 (.|\r\n)*FILE_SIZE_EXCEEDS_LIMIT/);
    assert.ok(sent > 20 && sent < 50, `${sent} MB`);
  }
  const after = (await metricsOf(server.origin)).get('process_resident_memory_bytes') ?? 0;
  assert.ok(after - before < 150e6, `${(after - before) / 1e6} MB more`);
  await assertFree(server);
});

test('a body that is announced as endless is refused before it has come, holds no place while it is sent, and is cut when its time is up', async (t) => {
  const server = await ServeProcess.start(t, '--body-timeout', '1', ...small);
  const client = await RawClient.connect(t, server.origin);
  await client.write(formHead(apiPath, 'Content-Length: 9000000000000'));
  assert.match(await client.until(/FILE_SIZE_EXCEEDS_LIMIT/), /^HTTP\/1\.1 413 /);
  await assertFree(server);
  const timer = setInterval(() => void client.write('a'), 20);
  await client.over;
  clearInterval(timer);
  assert.equal(client.received.match(/HTTP\/1\.1/g)?.length, 1, 'one answer');
});

test('more bodies than places: those past them are refused unread, and memory is bounded by the places', async (t) => {
  const server = await ServeProcess.start(t, '--workers', '1', '--threads', '1', '--queue', '2');
  const before = (await metricsOf(server.origin)).get('process_resident_memory_bytes') ?? 0;
  const bytes = 20 * megabyte.length;
  let peak = 0;
  const clients = await Promise.all(Array.from({ length: 30 }, () => RawClient.connect(t, server.origin)));
  await Promise.all(clients.map((client) => client.write(formHead(apiPath, `Content-Length: ${part.length + bytes + 9}`) + part)));
  await Promise.all(clients.map(async (client) => {
    await sendOn(client, megabyte, 20);
    peak = Math.max(peak, (await metricsOf(server.origin)).get('process_resident_memory_bytes') ?? 0);
    await client.write('\r\n--x--\r\n');
    await client.until(/"code":"(EXCEEDING_LIMITS|UNSUPPORTED_FILE_TYPES)"/);
  }));
  const answered = clients.filter(({ received }) => received.includes('UNSUPPORTED_FILE_TYPES'));
  assert.ok(answered.length >= 3, `${answered.length} have had a place`);
  assert.ok(peak - before < 300e6, `${(peak - before) / 1e6} MB more for 600 MB of bodies`);
});

// Requests that are none, or whose lengths are wrong: what is sent, after which the client says no more, and the answer to it.
const whole = `${part}a\r\n--x--`;
const crooked: Readonly<Record<string, readonly [request: string, answer: RegExp]>> = {
  'a length that is no number': [formHead(apiPath, 'Content-Length: many') + whole, /^HTTP\/1\.1 400 (.|\r\n)*BAD_REQUEST/],
  'a negative length': [formHead(apiPath, 'Content-Length: -1') + whole, /^HTTP\/1\.1 400 (.|\r\n)*BAD_REQUEST/],
  'two lengths': [formHead(apiPath, 'Content-Length: 10', 'Content-Length: 20') + whole, /^HTTP\/1\.1 400 (.|\r\n)*BAD_REQUEST/],
  'a length and chunks': [`${formHead(apiPath, 'Content-Length: 10', 'Transfer-Encoding: chunked')}0\r\n\r\n`, /^HTTP\/1\.1 400 (.|\r\n)*BAD_REQUEST/],
  'a chunk whose length is none': [`${formHead(apiPath, 'Transfer-Encoding: chunked')}zz\r\n${whole}\r\n`, /^HTTP\/1\.1 400 (.|\r\n)*BAD_REQUEST/],
  'a length below the body\'s, whose rest is then another request': [formHead(apiPath, `Content-Length: ${whole.length - 3}`) + whole, /^HTTP\/1\.1 400 (.|\r\n)*(MISSING_PARAMETERS|BAD_REQUEST)/],
  'neither a length nor chunks': [formHead(apiPath), /^HTTP\/1\.1 400 (.|\r\n)*MISSING_PARAMETERS/],
  'another protocol': ['\x16\x03\x01\x02\x00', /^HTTP\/1\.1 400 (.|\r\n)*BAD_REQUEST/],
  'no host': [`POST ${apiPath} HTTP/1.1\r\nContent-Length: 0\r\n\r\n`, /^HTTP\/1\.1 400 /],
  'headers of 20 KB': [formHead(apiPath, `X-Header: ${'a'.repeat(20_000)}`), /^HTTP\/1\.1 431 (.|\r\n)*REQUEST_HEADER_FIELDS_TOO_LARGE/],
};

test('requests that are none and lengths that are wrong are answered each, and harm nobody', async (t) => {
  const server = await ServeProcess.start(t, ...small);
  for (const [what, [request, answer]] of Object.entries(crooked)) {
    await atWork(server.origin, 0, 0);
    const client = await RawClient.connect(t, server.origin);
    await client.write(request);
    assert.match(await client.until(/\r\n\r\n/), answer, what);
    client.socket.destroy();
  }
  await assertFree(server);
});

test('a client that says no more before its body is whole holds no place, announced or in chunks', async (t) => {
  const server = await ServeProcess.start(t, ...small);
  for (const [header, body] of [['Content-Length: 1000', part], ['Transfer-Encoding: chunked', 'fff\r\nabc']] as const) {
    const client = await RawClient.connect(t, server.origin);
    await client.write(formHead(apiPath, header) + body);
    await atWork(server.origin, 0, 1);
    client.socket.end();
    await client.over;
    await assertFree(server);
  }
});

test('a refusal of what is too large is heard by a client that sends first and reads then', async (t) => {
  const server = await ServeProcess.start(t, '--max-bytes', '1000000', ...small);
  await assertRefusedBy(await fetch(server.endpoint, { method: 'POST', body: formWith(new Uint8Array(1_900_000)) }), 413, 'FILE_SIZE_EXCEEDS_LIMIT');
});
