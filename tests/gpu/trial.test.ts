import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import type { Fitness } from '../../web/engine/gpu_offer.js';
import type { NetworkRunner } from '../../web/engine/networks.js';
import { type KnownAnswers, madeUpInput } from '../../web/gpu/known_answers.js';
import { tryOnGpu } from '../../web/gpu/trial.js';
import { FakeRuntime, FakeWasm, fakeNetworks, fakeOnnx, type Run } from '../support/fake_runtime.js';

const networks = fakeNetworks('one', 'two', 'three');
const input = { shape: [1, 2], black: [0], white: [1], noise: 1 };
const sum: Run = (_, [first = NaN, second = NaN]) => Float32Array.of(first + second);
const [total = NaN] = await sum('', madeUpInput(input));
const answers: KnownAnswers = Object.fromEntries(
  networks.map(({ name }) => [name, { input, outputs: { sum: { length: 1, tolerance: 1e-3, mean: total, deviation: 0, samples: [total] } } }]),
);

async function fitnessOf(gpu: FakeRuntime, rival: NetworkRunner | null = null): Promise<Fitness> {
  return tryOnGpu(gpu, { networks, read: fakeOnnx, rival }, answers);
}

test('a GPU that gives the known answers is to run every network', async () => {
  const { sessions, reason } = await fitnessOf(new FakeRuntime(sum));
  assert.deepEqual([...sessions.keys()], ['one', 'two', 'three']);
  assert.equal(reason, 'WebGPU gives the known answers of every network');
});

test('where it gives another answer, it is not to run that network, whose session ends', async () => {
  const gpu = new FakeRuntime(async (name, values) => (name === 'two' ? Float32Array.of(8) : sum(name, values)));
  const { sessions, reason } = await fitnessOf(gpu);
  assert.deepEqual([...sessions.keys()], ['one', 'three']);
  assert.equal(reason, `WebGPU gives the known answers of one, three; WebGPU gives wrong answers of two (two: sum holds 8 where ${total} is right)`);
  assert.deepEqual(gpu.events.filter((event) => event.startsWith('release')), ['release two']);
});

test('where it fails, it is not to run that network, and the others are tried', async () => {
  const gpu = new FakeRuntime(async (name, values) => (name === 'one' ? Promise.reject(new Error('no memory')) : sum(name, values)));
  const { sessions, reason } = await fitnessOf(gpu);
  assert.deepEqual([...sessions.keys()], ['two', 'three']);
  assert.equal(reason, 'WebGPU gives the known answers of two, three; WebGPU fails in one (one: no memory)');
  assert.deepEqual(gpu.events.filter((event) => event.startsWith('release')), ['release one']);
});

test('a network that cannot be opened, or of which nothing is known, is not for the GPU', async () => {
  const gpu = new FakeRuntime(sum);
  gpu.open = async () => Promise.reject(new Error('an operator is missing'));
  assert.deepEqual(await fitnessOf(gpu), { sessions: new Map(), reason: 'WebGPU fails in every network (one: an operator is missing)' });
  const { reason } = await tryOnGpu(new FakeRuntime(sum), { networks, read: fakeOnnx, rival: null }, {});
  assert.equal(reason, 'WebGPU fails in every network (one: no answer is known)');
});

test('where the GPU has a rival, it is to run what it runs faster', async () => {
  let now = 0;
  mock.method(performance, 'now', () => now);
  const taking = (milliseconds: Readonly<Record<string, number>>): Run => async (name, values) => {
    now += milliseconds[name] ?? 0;
    return sum(name, values);
  };
  const wasm = new FakeWasm(taking({ one: 5, two: 5, three: 5 }));
  const { sessions, reason } = await fitnessOf(new FakeRuntime(taking({ one: 4, two: 5, three: 20 })), wasm);
  assert.deepEqual([...sessions.keys()], ['one']);
  assert.equal(reason, 'WebGPU gives the known answers of one; WebAssembly is faster than WebGPU in two, three (two: 5.0 ms, not 5.0)');
  mock.restoreAll();
});

test('a first slow run does not count, nor one that was held up', async () => {
  let now = 0;
  mock.method(performance, 'now', () => now);
  const runs = { wasm: 0, webgpu: 0 };
  const gpu = new FakeRuntime(async (name, values) => {
    now += [900, 900, 900, 4][runs.webgpu++ % 4] ?? 0; // for the answer, to warm up, held up, as fast as it is
    return sum(name, values);
  });
  const wasm = new FakeWasm(async (name, values) => {
    now += [5, 5, 900][runs.wasm++ % 3] ?? 0;
    return sum(name, values);
  });
  const { sessions } = await fitnessOf(gpu, wasm);
  assert.deepEqual([...sessions.keys()], ['one', 'two', 'three']);
  mock.restoreAll();
});
