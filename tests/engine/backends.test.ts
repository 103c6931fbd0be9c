import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BackendState, NetworkBackends } from '../../web/engine/backends.js';
import type { Fitness, GpuOffer } from '../../web/engine/gpu_offer.js';
import type { Runtime } from '../../web/engine/runtime.js';
import type { NetworkTimings } from '../../web/interface.js';
import { FakeRuntime, FakeWasm, fakeNetworks, fakeOnnx } from '../support/fake_runtime.js';

const networks = fakeNetworks('mesh', 'heads');
const wasmAnswer = 1;
const gpuAnswer = 2;

/** What a GPU says that is fit for the networks of these names. */
async function fitnessFor(runtime: Runtime, names: readonly string[]): Promise<Fitness> {
  const chosen = networks.filter(({ name }) => names.includes(name));
  const sessions = await Promise.all(chosen.map(async (network) => [network.name, await runtime.open(network, await fakeOnnx())] as const));
  return { sessions: new Map(sessions), reason: `it is fit for ${names.join(' and ') || 'nothing'}` };
}

/** A promise, and what fulfils it. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Backends with a GPU that is fit for the networks of these names. */
function backendsWith({ fit = ['mesh', 'heads'], offer = {} }: { readonly fit?: readonly string[]; readonly offer?: Partial<GpuOffer> } = {}) {
  const wasm = new FakeWasm(() => Float32Array.of(wasmAnswer));
  const gpu = new FakeRuntime(() => Float32Array.of(gpuAnswer));
  const states: BackendState[] = [];
  const backends = new NetworkBackends(wasm, networks, (state) => states.push(state));
  const tryNetworks = async (runtime: Runtime): Promise<Fitness> => fitnessFor(runtime, fit);
  return {
    wasm,
    gpu,
    backends,
    state: () => states.at(-1),
    reasons: () => states.map(({ reason }) => reason),
    tryGpu: () => backends.tryGpu({ open: async () => gpu, tryNetworks, ...offer }),
    async tried() {
      backends.tryGpu({ open: async () => gpu, tryNetworks, ...offer });
      await backends.settled();
    },
    async run(name: string, timings: NetworkTimings = {}) {
      const [output] = await backends.run(name, [1, 2], () => Float32Array.of(3, 4), timings);
      return output?.values[0];
    },
  };
}

test('where no GPU is wanted, WebAssembly runs every network', async () => {
  const { run, state } = backendsWith();
  assert.deepEqual([await run('mesh'), await run('heads')], [wasmAnswer, wasmAnswer]);
  assert.deepEqual(state(), { backend: 'wasm', reason: 'WebAssembly was asked for', networks: { mesh: 'wasm', heads: 'wasm' } });
});

test('WebAssembly answers until the GPU has shown what it is fit for', async () => {
  const { opened: shown, open: show } = gate();
  const { backends, gpu, run, state, tryGpu } = backendsWith({
    offer: {
      async tryNetworks(runtime) {
        await shown;
        return fitnessFor(runtime, ['mesh']);
      },
    },
  });
  tryGpu();
  assert.equal(await run('mesh'), wasmAnswer);
  assert.deepEqual(state(), { backend: 'wasm', reason: 'WebAssembly answers while WebGPU is tried', networks: { mesh: 'wasm', heads: 'wasm' } });
  show();
  await backends.settled();
  assert.deepEqual([await run('mesh'), await run('heads')], [gpuAnswer, wasmAnswer]);
  assert.deepEqual(state(), { backend: 'webgpu', reason: 'it is fit for mesh', networks: { mesh: 'webgpu', heads: 'wasm' } });
  assert.ok(!gpu.events.includes('dispose'));
});

test('a GPU that is fit for nothing is given back', async () => {
  const { gpu, run, state, tried } = backendsWith({ fit: [] });
  await tried();
  assert.deepEqual(state(), { backend: 'wasm', reason: 'it is fit for nothing', networks: { mesh: 'wasm', heads: 'wasm' } });
  assert.deepEqual(gpu.events, ['dispose']);
  assert.equal(await run('mesh'), wasmAnswer);
});

test('where there is no GPU, or its trial fails, the reason is told', async () => {
  const none = backendsWith({ offer: { open: async () => Promise.reject(new Error('there is no GPU for it')) } });
  await none.tried();
  assert.equal(none.state()?.reason, 'WebGPU cannot be used: there is no GPU for it');
  assert.equal(await none.run('mesh'), wasmAnswer);
  const broken = backendsWith({ offer: { tryNetworks: async () => Promise.reject(new Error('gpu.js is missing')) } });
  await broken.tried();
  assert.equal(broken.state()?.reason, 'WebGPU cannot be used: gpu.js is missing');
  assert.deepEqual(broken.gpu.events, ['dispose']);
});

test('where the GPU fails in an inference, WebAssembly answers that very one, and all from then on', async () => {
  const { gpu, wasm, run, state, tried } = backendsWith();
  await tried();
  assert.equal(await run('mesh'), gpuAnswer);
  gpu.run = () => {
    throw new Error('out of memory');
  };
  const timings: NetworkTimings = {};
  assert.equal(await run('mesh', timings), wasmAnswer);
  assert.equal(timings['mesh']?.runs, 1, 'the inference counts once');
  assert.deepEqual(state(), { backend: 'wasm', reason: 'WebGPU failed in mesh: out of memory', networks: { mesh: 'wasm', heads: 'wasm' } });
  assert.equal(await run('heads'), wasmAnswer);
  assert.equal(gpu.events.filter((event) => event === 'run heads').length, 0);
  assert.equal(gpu.events.at(-1), 'dispose');
  assert.deepEqual(wasm.events.filter((event) => event.startsWith('run')), ['run mesh', 'run heads']);
});

test('the input is asked for again when WebAssembly answers in place of the GPU', async () => {
  const { backends, gpu, wasm, tried } = backendsWith();
  await tried();
  gpu.run = (_, values) => {
    values.fill(0); // whatever became of it
    throw new Error('out of memory');
  };
  wasm.answerBy((_, values) => values.slice());
  const [output] = await backends.run('mesh', [1, 2], () => Float32Array.of(3, 4), {});
  assert.deepEqual(output?.values, Float32Array.of(3, 4));
});

test('a GPU that is lost between two inferences is left before the next', async () => {
  const { gpu, run, state, tried } = backendsWith();
  await tried();
  gpu.lose('the driver was updated');
  await gpu.lost;
  assert.deepEqual(state(), { backend: 'wasm', reason: 'the GPU was lost: the driver was updated', networks: { mesh: 'wasm', heads: 'wasm' } });
  assert.equal(await run('mesh'), wasmAnswer);
  assert.deepEqual(gpu.events.filter((event) => event.startsWith('run')), []);
  assert.equal(gpu.events.at(-1), 'dispose');
});

test('a GPU that is lost in an inference is left once, for the loss', async () => {
  const { gpu, run, reasons, tried } = backendsWith();
  await tried();
  gpu.run = async () => {
    gpu.lose('it was unplugged');
    await gpu.lost;
    throw new Error('the device was lost');
  };
  assert.equal(await run('mesh'), wasmAnswer);
  assert.deepEqual(reasons().slice(-2), ['it is fit for mesh and heads', 'the GPU was lost: it was unplugged']);
  assert.equal(gpu.events.filter((event) => event === 'dispose').length, 1);
});

test('a GPU that is lost while it is tried runs nothing', async () => {
  const { backends, gpu, state, tryGpu } = backendsWith({
    offer: {
      async tryNetworks(runtime) {
        gpu.lose('it was unplugged');
        await runtime.lost;
        return fitnessFor(runtime, ['mesh']);
      },
    },
  });
  tryGpu();
  await backends.settled();
  assert.deepEqual(state(), { backend: 'wasm', reason: 'the GPU was lost: it was unplugged', networks: { mesh: 'wasm', heads: 'wasm' } });
});

test('where WebAssembly fails too, the error is its own', async () => {
  const { gpu, wasm, run, tried } = backendsWith();
  await tried();
  gpu.run = async () => Promise.reject(new Error('webgpu fails'));
  wasm.answerBy(async () => Promise.reject(new Error('wasm fails')));
  await assert.rejects(run('mesh'), { message: 'wasm fails' });
});

test('released, the GPU is given back, and nothing more is told', async () => {
  const { backends, gpu, reasons, run, tried } = backendsWith();
  await tried();
  await run('mesh');
  const told = reasons().length;
  await backends.release();
  assert.equal(gpu.events.at(-1), 'dispose');
  gpu.lose('it was unplugged');
  await gpu.lost;
  assert.equal(reasons().length, told);
});

test('released while the GPU is being opened, it waits for the GPU and gives it back', async () => {
  const { opened, open } = gate();
  const { backends, gpu, tryGpu } = backendsWith({ offer: { open: async () => opened.then(() => gpu) } });
  tryGpu();
  const released = backends.release();
  open();
  await released;
  assert.deepEqual(gpu.events, ['dispose']);
});
