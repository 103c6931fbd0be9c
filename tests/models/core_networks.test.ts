// The networks as the core runs them: ONNX Runtime's numbers, and always the same bits.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as ort from '#onnxruntime';
import { convertModel } from '../../models/convert/build_model.js';
import { namesOf, readManifest, repositoryRoot, type Runnable, runnablesOf } from '../../models/manifest.js';
import { CoreNetworks } from '../../web/engine/core_networks.js';
import type { NetworkOutput } from '../../web/engine/runtime.js';
import { nodeNetworks } from '../../web/node/analyzer.js';
import { assertClose, coreTolerance } from './compare.js';
import { inputsOf, type NetworkInput } from './network_inputs.js';

const entries = runnablesOf(readManifest());
const networks = await nodeNetworks();
ort.env.wasm.numThreads = 1;

const run = async (runner: CoreNetworks, { name }: Runnable, { shape, values }: NetworkInput): Promise<NetworkOutput[]> => runner.run(name, shape, () => values, {});

/** The networks in the core with threads, as Node's engine starts it. */
async function networksOf(threads: number): Promise<CoreNetworks> {
  const url = new URL('dist/assets/threads_node.mjs', repositoryRoot).href;
  const { default: createModule } = (await import(url)) as typeof import('#core/threads');
  const wasmBinary = readFileSync(new URL('dist/assets/face_analyzer_threads.wasm', repositoryRoot));
  const core = await createModule({ wasmBinary, threads, mainScriptUrlOrBlob: url });
  return new CoreNetworks(core, entries.map(namesOf), async (name) => readFileSync(new URL(`build/models/${name}.onnx`, repositoryRoot)), new core.ThreadPool(threads));
}

for (const entry of entries) {
  const tolerance = coreTolerance(entry.name, 5e-5);

  test(`${entry.name} gives ONNX Runtime's numbers, to ${tolerance} of an output's largest`, async () => {
    const session = await ort.InferenceSession.create(convertModel(entry), { executionProviders: ['wasm'], graphOptimizationLevel: 'all' });
    for (const input of inputsOf(entry)) {
      const expected = await session.run({ [entry.input.name]: new ort.Tensor('float32', input.values, input.shape) });
      const outputs = await run(networks, entry, input);
      for (const [index, { name }] of entry.outputs.entries()) {
        const [actual, wanted] = [outputs[index], expected[name]];
        assert.ok(actual && wanted?.data instanceof Float32Array, name);
        assert.deepEqual(actual.shape, wanted.dims, `the shape of ${name}`);
        const largest = wanted.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        assertClose(actual.values, wanted.data, tolerance * largest, `${name} of ${input.shape.join('x')}`);
      }
    }
    await session.release();
  });

  test(`${entry.name} gives each picture of a batch the bits that it gives it alone`, async () => {
    const [batch] = inputsOf(entry).filter(({ shape }) => (shape[0] ?? 1) > 1);
    if (batch === undefined) return assert.equal(entry.name, 'face_detection', 'which sees one picture at a time');
    const [count = 0, ...rest] = batch.shape;
    const together = await run(networks, entry, batch);
    for (let picture = 0; picture < count; picture += 1) {
      const part = (values: Float32Array): Float32Array => values.subarray((picture * values.length) / count, ((picture + 1) * values.length) / count);
      const alone = await run(networks, entry, { shape: [1, ...rest], values: part(batch.values) });
      alone.forEach(({ values }, index) => assert.deepEqual(part(together[index]?.values ?? new Float32Array()), values));
    }
  });
}

test('every network gives the same bits with one to four threads', async () => {
  for (const threads of [2, 3, 4]) {
    const shared = await networksOf(threads);
    for (const entry of entries) {
      for (const input of inputsOf(entry)) assert.deepEqual(await run(shared, entry, input), await run(networks, entry, input), `${entry.name} of ${input.shape.join('x')}, ${threads} threads`);
    }
  }
});

test('what is no network, and an input that does not fit, are errors that say so', async () => {
  const [entry] = entries;
  assert.ok(entry);
  await assert.rejects(networks.run(entry.name, [1, 2, 64, 64], () => new Float32Array(2 * 64 * 64), {}), /face_detection fails: .*input does not fit/);
  await assert.rejects(networks.run('no_network', [1], () => new Float32Array(1), {}), /there is no network no_network/);
});
