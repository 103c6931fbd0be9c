import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answeredBy } from '../../web/analyzer/answerer.js';
import { assertRefusal } from '../support/analysis.js';
import { type FakeEngine, type Made, picture, settled, started, state } from '../support/fake_engine.js';

const trap = { type: 'failed', failure: { code: 'engine-failed', message: 'The engine broke down: unreachable', cause: new Error('unreachable') } } as const;

/** The engine that was connected last, when everything has happened that waits for nobody. */
async function newest({ engines }: Made): Promise<FakeEngine> {
  await settled();
  const engine = engines.at(-1);
  assert.ok(engine);
  return engine;
}

/** Answers the picture that the newest engine has, after starting it. */
async function startAndAnswer(made: Made, width: number): Promise<void> {
  (await newest(made)).start();
  (await newest(made)).answer(width);
}

test('a photograph that breaks the engine is refused by PROCESSING_FAILURE with the reason, and without faces', async () => {
  for (const worker of [true, false]) {
    const { engine, analyzer } = await started({ worker });
    const call = analyzer.inspect(picture);
    await settled();
    engine.reply(trap);
    const { response, ...rest } = await call;
    assert.equal(assertRefusal(response, 500, 'PROCESSING_FAILURE'), 'The engine broke down: unreachable');
    assert.deepEqual(rest, { faces: [], timings: null, answeredBy: 'local' });
    assert.equal(answeredBy(response), 'local');
    assert.ok(engine.isClosed);
  }
});

const outOfMemory = [
  'Array buffer allocation failed', 'WebAssembly.Memory(): could not allocate memory', 'out of memory', 'Out of memory',
  'Worker terminated due to reaching memory limit: JS heap out of memory',
];

test('where memory ran out the refusal is ERROR_INSUFFICIENT_RESOURCES, and a stack that ran out is no such thing', async () => {
  for (const [words, status, code] of [
    ...outOfMemory.map((words) => [words, 503, 'ERROR_INSUFFICIENT_RESOURCES'] as const),
    ['Maximum call stack size exceeded', 500, 'PROCESSING_FAILURE'] as const,
    ['memory access out of bounds', 500, 'PROCESSING_FAILURE'] as const,
  ]) {
    const { engine, analyzer } = await started();
    const call = analyzer.analyze(picture);
    await settled();
    engine.break(new RangeError(words));
    assert.equal(assertRefusal(await call, status, code), `The engine broke down: ${words}`);
  }
});

test('calls that wait are answered by the new engine, in their order, and so is what comes later', async () => {
  const made = await started();
  const { engine, analyzer } = made;
  const [broken, second, third] = [analyzer.analyze(picture), analyzer.analyze(picture), analyzer.analyze(picture)];
  await settled();
  engine.break(new Error('its thread ended with 1'));
  engine.break(new Error('and is said to have ended again'));
  assert.equal((await broken).error_code, 500);
  await startAndAnswer(made, 2);
  (await newest(made)).answer(3);
  assert.deepEqual([(await second).image_width, (await third).image_width], [2, 3]);
  const fourth = analyzer.analyze(picture);
  (await newest(made)).answer(4);
  assert.equal((await fourth).image_width, 4);
  assert.equal(made.engines.length, 2);
  assert.deepEqual(made.engines.map(({ pictures }) => pictures.length), [1, 3], 'nothing is tried twice');
});

test('an engine that breaks while nobody waits is replaced too, and keeps no process alive', async () => {
  const made = await started();
  made.engine.break(new Error('it was killed'));
  const replacement = await newest(made);
  assert.notEqual(replacement, made.engine);
  assert.ok(!replacement.isKept);
  const call = made.analyzer.analyze(picture);
  assert.ok(replacement.isKept);
  await startAndAnswer(made, 5);
  assert.equal((await call).image_width, 5);
});

test('a warm-up that breaks the engine rejects, and the engine is replaced', async () => {
  const made = await started();
  const warmup = made.analyzer.warmup();
  await settled();
  made.engine.reply(trap);
  await assert.rejects(warmup, { code: 'engine-failed', message: /unreachable/ });
  const call = made.analyzer.analyze(picture);
  await startAndAnswer(made, 6);
  assert.equal((await call).image_width, 6);
});

test('a replacement that cannot start is replaced once more; where that cannot start either, all that waits and comes rejects with why', async () => {
  const made = await started();
  const calls = [1, 2].map(async () => made.analyzer.analyze(picture));
  await settled();
  made.engine.break(new Error('killed'));
  assert.equal((await calls[0])?.error_code, 500);
  (await newest(made)).break(new Error('no room'));
  (await newest(made)).reply({ type: 'failed', failure: { code: 'asset-missing', message: 'the line is down' } });
  const why = { code: 'engine-failed', message: 'The engine cannot be replaced: the line is down' };
  await assert.rejects(calls[1] ?? Promise.resolve(), why);
  await assert.rejects(made.analyzer.analyze(picture), why);
  await assert.rejects(made.analyzer.warmup(), why);
  assert.deepEqual(made.engines.map(({ isClosed }) => isClosed), [true, true, true]);
  await made.analyzer.dispose();
});

test('engines that start and die before anything is asked of them are given up as well', async () => {
  const made = await started();
  for (let time = 0; time < 3; time += 1) {
    const engine = await newest(made);
    if (time > 0) engine.start();
    await settled();
    engine.break(new Error('killed'));
  }
  await settled();
  assert.equal(made.engines.length, 3);
  await assert.rejects(made.analyzer.analyze(picture), { code: 'engine-failed', message: /cannot be replaced: .*killed/ });
});

test('every photograph may break its engine: each is refused, and none gives the analyzer up', async () => {
  const made = await started();
  for (let time = 0; time < 5; time += 1) {
    const call = made.analyzer.analyze(picture);
    if (time > 0) (await newest(made)).start();
    (await newest(made)).reply(trap);
    assert.equal((await call).error_code, 500);
  }
  assert.equal(made.engines.length, 6);
});

test('an abort while the engine is replaced ends the call at once, and its picture goes nowhere', async () => {
  const made = await started();
  made.engine.break(new Error('killed'));
  const controller = new AbortController();
  const aborted = made.analyzer.analyze(picture, { signal: controller.signal });
  const next = made.analyzer.analyze(picture);
  await settled();
  controller.abort(new Error('enough'));
  await assert.rejects(aborted, { message: 'enough' });
  await startAndAnswer(made, 8);
  assert.equal((await next).image_width, 8);
  assert.equal((await newest(made)).pictures.length, 1);
});

test('an aborted call that then breaks the engine has had its reason, and the next one is answered', async () => {
  const made = await started();
  const controller = new AbortController();
  const aborted = made.analyzer.analyze(picture, { signal: controller.signal });
  const next = made.analyzer.analyze(picture);
  await settled();
  controller.abort(new Error('enough'));
  made.engine.reply(trap);
  await assert.rejects(aborted, { message: 'enough' });
  await startAndAnswer(made, 9);
  assert.equal((await next).image_width, 9);
});

test('dispose while the engine is replaced rejects what waits, closes both engines, and starts no other', async () => {
  for (const worker of [true, false]) {
    const made = await started({ worker });
    made.engine.break(new Error('killed'));
    const call = assert.rejects(made.analyzer.analyze(picture), { code: 'disposed' });
    const replacement = await newest(made);
    await made.analyzer.dispose();
    await call;
    replacement.break(new Error('its thread ended with 1'));
    await settled();
    assert.deepEqual(made.engines.map(({ isClosed }) => isClosed), [true, true]);
    await assert.rejects(made.analyzer.analyze(picture), { code: 'disposed' });
  }
});

test('dispose in the very moment of the break closes the engine that is still to come', async () => {
  const made = await started();
  made.engine.break(new Error('killed'));
  await made.analyzer.dispose();
  await settled();
  assert.deepEqual(made.engines.map(({ isClosed }) => isClosed), [true, true]);
});

test('while the engine is replaced the capabilities are those of the one before', async () => {
  const made = await started();
  made.engine.break(new Error('killed'));
  assert.equal(made.analyzer.capabilities().reason, state.reason);
  const replacement = await newest(made);
  assert.equal(made.analyzer.capabilities().reason, state.reason);
  replacement.reply({ type: 'state', state: { ...state, reason: 'the new one' } });
  assert.equal(made.analyzer.capabilities().reason, 'the new one');
  assert.equal(made.analyzer.capabilities().restarts, 1);
  made.engine.reply({ type: 'state', state: { ...state, reason: 'the old one' } });
  assert.equal(made.analyzer.capabilities().reason, 'the new one');
});
