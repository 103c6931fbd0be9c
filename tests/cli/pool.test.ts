import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Capabilities, FaceAnalyzerError, type FaceAnalyzer, type FaceAnalyzerResponse } from 'local-face-analyzer';
import { Pool } from '../../web/cli/pool.js';
import { fullAnswer } from '../support/envelopes.js';
import { images } from '../support/images.js';

const response = fullAnswer() as FaceAnalyzerResponse;

/** Analyzers by the order of their creation: how often each was asked, and whether it is disposed of. */
function madeAnalyzers(answerOf: (number: number) => Promise<FaceAnalyzerResponse>) {
  const made: { calls: number; isDisposed: boolean }[] = [];
  const create = async (): Promise<FaceAnalyzer> => {
    const state = { calls: 0, isDisposed: false };
    const number = made.push(state);
    const analyze = async (): Promise<FaceAnalyzerResponse> => {
      state.calls += 1;
      return answerOf(number);
    };
    const dispose = async (): Promise<void> => {
      state.isDisposed = true;
    };
    const capabilities = (): Capabilities => ({ restarts: 0 }) as Partial<Capabilities> as Capabilities;
    return { analyze, dispose, capabilities } as Partial<FaceAnalyzer> as FaceAnalyzer;
  };
  return { made, create };
}

test('an image goes to the analyzer that has the fewest', async () => {
  let finishFirst = (): void => undefined;
  const first = new Promise<FaceAnalyzerResponse>((resolve) => (finishFirst = () => resolve(response)));
  const { made, create } = madeAnalyzers((number) => (number === 1 ? first : Promise.resolve(response)));
  const pool = new Pool(2, create);
  await pool.ready();
  const slow = pool.analyze(images.png);
  for (let time = 0; time < 3; time += 1) await pool.analyze(images.png);
  assert.deepEqual(made.map(({ calls }) => calls), [1, 3]);
  finishFirst();
  assert.equal(await slow, response);
});

test('an analyzer that gave up is replaced once, however many calls it took along', async () => {
  const broken = new FaceAnalyzerError('engine-failed', 'The engine broke down.');
  const { made, create } = madeAnalyzers((number) => (number === 1 ? Promise.reject(broken) : Promise.resolve(response)));
  const pool = new Pool(1, create);
  const calls = [pool.analyze(images.png), pool.analyze(images.png)];
  for (const call of calls) await assert.rejects(call, broken);
  assert.equal(await pool.analyze(images.png), response);
  assert.deepEqual(made.map(({ isDisposed }) => isDisposed), [true, false]);
});

test('a call that fails for another reason replaces nothing', async () => {
  const { made, create } = madeAnalyzers(() => Promise.reject(new DOMException('aborted', 'AbortError')));
  const pool = new Pool(1, create);
  await assert.rejects(pool.analyze(images.png), { name: 'AbortError' });
  assert.equal(made.length, 1);
});

test('all are disposed of together', async () => {
  const { made, create } = madeAnalyzers(() => Promise.resolve(response));
  const pool = new Pool(3, create);
  await pool.ready();
  await pool.dispose();
  assert.deepEqual(made.map(({ isDisposed }) => isDisposed), [true, true, true]);
});

test('an analyzer is created when the others are at work', async () => {
  let finish = (): void => undefined;
  const first = new Promise<FaceAnalyzerResponse>((resolve) => (finish = () => resolve(response)));
  const { made, create } = madeAnalyzers((number) => (number === 1 ? first : Promise.resolve(response)));
  const pool = new Pool(3, create);
  assert.equal(made.length, 0);
  const slow = pool.analyze(images.png);
  assert.equal(made.length, 1);
  await pool.analyze(images.png);
  await pool.analyze(images.png);
  assert.equal(made.length, 2);
  finish();
  await slow;
});

test('it is ready when all have started, not while one that broke down is missing, and again when ready() has started that one', async () => {
  const { create } = madeAnalyzers((number) => (number === 1 ? Promise.reject(new FaceAnalyzerError('engine-failed', 'The engine broke down.')) : Promise.resolve(response)));
  const pool = new Pool(2, create);
  assert.equal(pool.isReady, false);
  await pool.ready();
  assert.equal(pool.isReady, true);
  await assert.rejects(pool.analyze(images.png));
  assert.deepEqual([pool.isReady, pool.restarts, pool.busy], [false, 1, 0]);
  await pool.ready();
  assert.deepEqual([pool.isReady, pool.restarts], [true, 1]);
  assert.equal(await pool.analyze(images.png), response);
});

test('an analyzer that cannot be created is tried again by whoever asks next', async () => {
  const { create } = madeAnalyzers(() => Promise.resolve(response));
  const missing = new FaceAnalyzerError('asset-missing', 'It cannot be loaded.');
  let tries = 0;
  const pool = new Pool(1, async () => ((tries += 1) === 1 ? Promise.reject(missing) : create()));
  await assert.rejects(pool.ready(), missing);
  assert.equal(pool.isReady, false);
  assert.equal(await pool.analyze(images.png), response);
  assert.deepEqual([pool.isReady, pool.restarts], [true, 0]);
});
