import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answeredBy } from '../../web/analyzer/answerer.js';
import type { Connection } from '../../web/analyzer/connection.js';
import { LocalAnalyzer } from '../../web/analyzer/local_analyzer.js';
import type { EngineState, LocalInspection, Reply, Request } from '../../web/engine/protocol.js';
import type { FaceAnalyzerResponse } from '../../web/response.js';

const state: EngineState = { backend: 'wasm', reason: 'a test', networks: {}, threads: 1, exact: true };

/** An engine that does nothing of its own accord: a test says what it replies. */
class FakeEngine implements Connection {
  readonly requests: Request[] = [];
  isKept = false;
  isClosed = false;
  reply: (reply: Reply) => void = () => undefined;
  break: (error: unknown) => void = () => undefined;

  post(request: Request): void {
    this.requests.push(request);
  }
  listen(receive: (reply: Reply) => void): void {
    this.reply = receive;
  }
  onBreak(report: (error: unknown) => void): void {
    this.break = report;
  }
  keepAlive(wanted: boolean): void {
    this.isKept = wanted;
  }
  close(): void {
    this.isClosed = true;
  }

  /** Ids of the pictures that arrived, in their order. */
  get pictures(): number[] {
    return this.requests.flatMap((request) => (request.type === 'inspect' ? [request.id] : []));
  }
  answer(id: number): void {
    const response = { image_width: id } as FaceAnalyzerResponse;
    this.reply({ type: 'result', id, inspection: { response, faces: [], timings: {} } as unknown as LocalInspection });
  }
}

async function started(): Promise<{ readonly engine: FakeEngine; readonly analyzer: LocalAnalyzer }> {
  const engine = new FakeEngine();
  const settings = { backend: 'auto', threads: 1, exact: false, cache: true, assets: {}, networks: [] } as const;
  const analyzer = new LocalAnalyzer(engine, { engine: settings, worker: true, base: undefined, onProgress: undefined });
  const start = analyzer.start(undefined);
  engine.reply({ type: 'state', state });
  engine.reply({ type: 'started' });
  await start;
  return { engine, analyzer };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const picture = Uint8Array.of(1, 2, 3);

test('of the expected faces only the meshes are sent, as they are when the call is made', async () => {
  const { engine, analyzer } = await started();
  const face = { mesh: new Float32Array(478 * 3).fill(1), embedding: new Float32Array(1024), confidences: null, emotions: null, qualities: null, movements: { eyesOpen: [0.3, 0.3], mouthOpen: 0, gaze: { yaw: 0, pitch: 0 } } };
  const answer = analyzer.analyze(picture, { expected: [face], minFace: 70 });
  face.mesh.fill(2);
  await settled();
  const [request] = engine.requests.filter(({ type }) => type === 'inspect');
  assert.ok(request?.type === 'inspect');
  assert.deepEqual(request.options, { minFace: 70, expected: [{ mesh: new Float32Array(478 * 3).fill(1) }] });
  engine.answer(request.id);
  await answer;
});

test('pictures arrive in the order of the calls, and each call gets its own answer', async () => {
  const { engine, analyzer } = await started();
  const calls = [analyzer.analyze(picture), analyzer.analyze(new Blob([picture])), analyzer.analyze(picture.buffer)];
  await settled();
  const [first = 0, second = 0, third = 0] = engine.pictures;
  for (const id of [third, first, second]) engine.answer(id);
  assert.deepEqual((await Promise.all(calls)).map(({ image_width }) => image_width), [first, second, third]);
  assert.ok(first < second && second < third);
});

test('the caller may change its bytes as soon as the call has returned', async () => {
  const { engine, analyzer } = await started();
  const bytes = Uint8Array.of(1, 2, 3);
  const call = analyzer.analyze(bytes);
  bytes.fill(0);
  await settled();
  const request = engine.requests.find(({ type }) => type === 'inspect');
  assert.ok(request?.type === 'inspect' && request.picture.kind === 'bytes');
  assert.deepEqual(new Uint8Array(request.picture.bytes), Uint8Array.of(1, 2, 3));
  engine.answer(request.id);
  await call;
});

test('every response says that it is local, beside its JSON', async () => {
  const { engine, analyzer } = await started();
  const call = analyzer.inspect(picture);
  await settled();
  engine.answer(engine.pictures[0] ?? 0);
  const inspection = await call;
  assert.equal(inspection.answeredBy, 'local');
  assert.equal(answeredBy(inspection.response), 'local');
  assert.equal(answeredBy(structuredClone(inspection.response)), undefined);
});

test('an aborted call rejects at once with its reason, and the engine hears of it', async () => {
  const { engine, analyzer } = await started();
  const controller = new AbortController();
  const call = analyzer.analyze(picture, { signal: controller.signal });
  await settled();
  controller.abort();
  await assert.rejects(call, { name: 'AbortError' });
  assert.deepEqual(engine.requests.at(-1), { type: 'abort', id: engine.pictures[0] });
  await assert.rejects(analyzer.analyze(picture, { signal: controller.signal }), { name: 'AbortError' });
  assert.equal(engine.pictures.length, 1);
});

test('what is no image is wrong use, and disturbs no other call', async () => {
  const { engine, analyzer } = await started();
  const wrong = analyzer.analyze(5 as unknown as Uint8Array);
  const right = analyzer.analyze(picture);
  await assert.rejects(wrong, { code: 'invalid-argument', message: /not number/ });
  await settled();
  engine.answer(engine.pictures[0] ?? 0);
  await right;
});

test('an engine that breaks down rejects the calls that wait, and those that come', async () => {
  const { engine, analyzer } = await started();
  const call = analyzer.analyze(picture);
  await settled();
  engine.break(new Error('out of memory'));
  await assert.rejects(call, { code: 'engine-failed', message: /out of memory/ });
  await assert.rejects(analyzer.analyze(picture), { code: 'engine-failed' });
});

test('dispose rejects the calls that wait, closes the engine, and may be called twice', async () => {
  const { engine, analyzer } = await started();
  const call = analyzer.analyze(picture);
  const rejected = assert.rejects(call, { code: 'disposed' });
  await Promise.all([analyzer.dispose(), analyzer.dispose(), analyzer[Symbol.asyncDispose]()]);
  await rejected;
  assert.ok(engine.isClosed);
  await assert.rejects(analyzer.analyze(picture), { code: 'disposed' });
});

test('the process is kept alive exactly while somebody waits', async () => {
  const { engine, analyzer } = await started();
  assert.ok(!engine.isKept);
  const call = analyzer.analyze(picture);
  await settled();
  assert.ok(engine.isKept);
  engine.answer(engine.pictures[0] ?? 0);
  await call;
  assert.ok(!engine.isKept);
});

test('a lost GPU changes the capabilities', async () => {
  const { engine, analyzer } = await started();
  engine.reply({ type: 'state', state: { ...state, reason: 'the GPU was lost' } });
  assert.equal(analyzer.capabilities().reason, 'the GPU was lost');
});

test('a start that fails rejects with the reason and closes the engine', async () => {
  const engine = new FakeEngine();
  const settings = { backend: 'auto', threads: 1, exact: false, cache: true, assets: {}, networks: [] } as const;
  const analyzer = new LocalAnalyzer(engine, { engine: settings, worker: true, base: undefined, onProgress: undefined });
  const start = analyzer.start(undefined);
  engine.reply({ type: 'failed', failure: { code: 'asset-damaged', message: 'a file is wrong' } });
  await assert.rejects(start, { code: 'asset-damaged', message: 'a file is wrong' });
  assert.ok(engine.isClosed);
});
