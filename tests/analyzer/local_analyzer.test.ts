import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answeredBy } from '../../web/analyzer/answerer.js';
import { made, picture, settled, started, state } from '../support/fake_engine.js';

test('of the expected faces only the meshes are sent, as they are when the call is made', async () => {
  const { engine, analyzer } = await started();
  const face = { mesh: new Float32Array(478 * 3).fill(1), embedding: new Float32Array(1024), confidences: null, emotions: null, qualities: null, movements: { eyesOpen: [0.3, 0.3], mouthOpen: 0, gaze: { yaw: 0, pitch: 0 } } };
  const answer = analyzer.analyze(picture, { expected: [face], minFace: 70 });
  face.mesh.fill(2);
  await settled();
  const [request] = engine.requests.filter(({ type }) => type === 'inspect');
  assert.ok(request?.type === 'inspect');
  assert.deepEqual(request.options, { minFace: 70, expected: [{ mesh: new Float32Array(478 * 3).fill(1) }] });
  engine.answer(1);
  await answer;
});

test('pictures arrive one after the other in the order of the calls, and each call gets its own answer', async () => {
  const { engine, analyzer } = await started();
  const calls = [analyzer.analyze(picture), analyzer.analyze(new Blob([picture])), analyzer.analyze(picture.buffer)];
  for (const width of [1, 2, 3]) {
    await settled();
    assert.equal(engine.pictures.length, width);
    engine.answer(width);
  }
  assert.deepEqual((await Promise.all(calls)).map(({ image_width }) => image_width), [1, 2, 3]);
  assert.deepEqual(engine.requests.flatMap((request) => (request.type === 'inspect' ? [request.picture.kind] : [])), ['bytes', 'blob', 'bytes']);
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
  engine.answer(1);
  await call;
});

test('every response says that it is local, beside its JSON', async () => {
  const { engine, analyzer } = await started();
  const call = analyzer.inspect(picture);
  await settled();
  engine.answer(1);
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
  engine.answer(1);
  await right;
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
  engine.answer(1);
  await call;
  assert.ok(!engine.isKept);
});

test('a lost GPU changes the capabilities', async () => {
  const { engine, analyzer } = await started();
  engine.reply({ type: 'state', state: { ...state, reason: 'the GPU was lost' } });
  assert.equal(analyzer.capabilities().reason, 'the GPU was lost');
});

test('a start that fails rejects with the reason, closes the engine, and is not tried again', async () => {
  for (const worker of [true, false]) {
    const { analyzer, engines } = made({ worker });
    const start = analyzer.start(undefined);
    await settled();
    engines[0]?.reply({ type: 'failed', failure: { code: 'asset-damaged', message: 'a file is wrong' } });
    await assert.rejects(start, { code: 'asset-damaged', message: 'a file is wrong' });
    assert.deepEqual(engines.map(({ isClosed }) => isClosed), [true]);
  }
});

test('an aborted call that is still in the engine keeps the next one waiting, until the engine has let go of it', async () => {
  const { engine, analyzer } = await started();
  const controller = new AbortController();
  const aborted = analyzer.analyze(picture, { signal: controller.signal });
  const next = analyzer.analyze(picture);
  await settled();
  controller.abort();
  await assert.rejects(aborted, { name: 'AbortError' });
  assert.equal(engine.pictures.length, 1);
  engine.reply({ type: 'rejected', id: engine.pictures[0] ?? 0, failure: { code: 'engine-failed', message: 'aborted' } });
  await settled();
  assert.equal(engine.pictures.length, 2);
  engine.answer(7);
  assert.equal((await next).image_width, 7);
});
