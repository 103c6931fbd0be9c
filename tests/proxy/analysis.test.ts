import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createFaceAnalyzer, createRemoteAnalyzer, type FaceAnalyzerResponse, type ResponseSource } from 'local-face-analyzer';
import { createProxy } from 'local-face-analyzer/proxy';
import { fullAnswer } from '../support/envelopes.js';
import { images } from '../support/images.js';
import { refusedImages } from '../support/refused_images.js';
import { assertRefusedBy, formWith, post, proxyAddress } from '../support/requests.js';

const analyzer = await createFaceAnalyzer({ threads: 1 });
after(() => analyzer.dispose());

test('the local engine answers as it answers anybody, with the status that the answer tells', async () => {
  const proxy = createProxy({ analyzer });
  const answer = await proxy(post(formWith(images.jpeg)));
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.equal(await answer.text(), JSON.stringify(await analyzer.analyze(images.jpeg)));
  for (const [code, bytes] of Object.entries(refusedImages)) {
    const refusal = await proxy(post(formWith(bytes)));
    await assertRefusedBy(refusal, refusal.status, code);
  }
  await assertRefusedBy(await proxy(post(formWith(images.bmp))), 422, 'ERROR_NO_FACE_IN_FILE');
});

test('a client of the remote API can be pointed at it', async () => {
  const proxy = createProxy({ analyzer });
  const remote = createRemoteAnalyzer({ endpoint: proxyAddress, fetch: (address, options) => proxy(new Request(address, options)) });
  assert.deepEqual(await remote.analyze(images.jpeg), await analyzer.analyze(images.jpeg));
});

/** An analyzer that answers when the test tells it to. */
class PatientAnalyzer implements ResponseSource {
  readonly calls: { readonly signal: AbortSignal | undefined; answer(): void }[] = [];

  analyze(_: unknown, options?: { readonly signal?: AbortSignal }): Promise<FaceAnalyzerResponse> {
    const signal = options?.signal;
    return new Promise((resolve, reject) => {
      this.calls.push({ signal, answer: () => resolve(fullAnswer() as FaceAnalyzerResponse) });
      signal?.addEventListener('abort', () => reject(signal.reason as Error));
    });
  }

  /** Resolves when so many calls have come. */
  async called(times: number): Promise<void> {
    while (this.calls.length < times) await new Promise((resolve) => setImmediate(resolve));
  }
}

test('more than may wait are told to come again: EXCEEDING_LIMITS with Retry-After; the others are answered', async () => {
  const patient = new PatientAnalyzer();
  const proxy = createProxy({ analyzer: patient, concurrency: 2, maxQueue: 3 });
  const waiting = Array.from({ length: 5 }, () => proxy(post(formWith(images.png))));
  await patient.called(5);
  const refused = await proxy(post(formWith(images.png)));
  assert.equal(refused.headers.get('retry-after'), '1');
  await assertRefusedBy(refused, 429, 'EXCEEDING_LIMITS');
  for (const { answer } of patient.calls) answer();
  for (const answer of await Promise.all(waiting)) assert.equal(answer.status, 200);
  const next = proxy(post(formWith(images.png)));
  await patient.called(6);
  patient.calls[5]?.answer();
  assert.equal((await next).status, 200, 'there is room again');
});

test('a request has its place before its body is read, so that bodies cannot pile up', async () => {
  const proxy = createProxy({ analyzer: new PatientAnalyzer(), maxQueue: 0 });
  const slow = new Request(proxyAddress, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    body: new ReadableStream(),
    duplex: 'half',
  } as RequestInit);
  void proxy(slow);
  await proxy(post(null)); // the core has started
  const second = post(formWith(images.png));
  await assertRefusedBy(await proxy(second), 429, 'EXCEEDING_LIMITS');
  assert.equal(second.bodyUsed, false);
});

test('a client that goes frees its place, and the analyzer hears of it', async () => {
  const patient = new PatientAnalyzer();
  const proxy = createProxy({ analyzer: patient, maxQueue: 0 });
  const controller = new AbortController();
  const gone = proxy(post(formWith(images.png), {}, controller.signal));
  await patient.called(1);
  controller.abort();
  await gone;
  assert.ok(patient.calls[0]?.signal?.aborted);
  const next = proxy(post(formWith(images.png)));
  await patient.called(2);
  patient.calls[1]?.answer();
  assert.equal((await next).status, 200);
});

test('a request that is refused before the analysis frees its place', async () => {
  const proxy = createProxy({ analyzer, maxQueue: 0 });
  for (let time = 0; time < 3; time += 1) await assertRefusedBy(await proxy(post(new FormData())), 400, 'MISSING_PARAMETERS');
});

test('an engine that breaks down: PROCESSING_FAILURE, and what broke stays inside', async () => {
  const proxy = createProxy({ analyzer: { analyze: () => Promise.reject(new Error('/home/me/models: no such file')) } });
  const message = await assertRefusedBy(await proxy(post(formWith(images.png))), 500, 'PROCESSING_FAILURE');
  assert.ok(!message.includes('/home/me'));
});
