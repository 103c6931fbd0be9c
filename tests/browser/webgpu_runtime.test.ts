import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import known from '../../models/known_answers.json' with { type: 'json' };
import { namesOf, readManifest, runnablesOf } from '../../models/manifest.js';
import type { NetworkNames } from '../../web/engine/protocol.js';
import { type KnownAnswers, madeUpInput } from '../../web/gpu/known_answers.js';
import { nodeNetworks } from '../../web/node/analyzer.js';
import { coreTolerance } from '../models/compare.js';
import { launchBrowser } from './support/browser.js';
import { despiteACrash } from './support/crash.js';
import type * as gpuInPageModule from './support/gpu_in_page.js';
import { startSite, strictPolicy } from './support/site.js';
import { visit } from './support/visit.js';

declare global {
  /** In the page: ONNX Runtime's WebGPU provider. */
  var gpuInPage: typeof gpuInPageModule;
}

const networks = runnablesOf(readManifest()).map(namesOf);
const answers: KnownAnswers = known;
const wasm = await nodeNetworks();
const site = await startSite(strictPolicy);
const browser = await launchBrowser();
after(async () => {
  await browser.close();
  await site.close();
});

/** The shapes that SwiftShader can do in seconds: of the detector's a small one that is no square, of what is small two at once. */
const shapes: Readonly<Record<string, readonly number[]>> = {
  face_detection: [1, 3, 64, 96],
  emotion: [2, 1, 64, 64],
  expression: [2, 3, 112, 112],
  attribute_heads: [2, 20470],
};

function inputOf({ name, shape }: NetworkNames): { readonly shape: readonly number[]; readonly values: Float32Array } {
  const input = answers[name]?.input;
  assert.ok(input);
  const wanted = shapes[name] ?? shape;
  return { shape: wanted, values: madeUpInput({ ...input, shape: wanted }) };
}

for (const network of networks) {
  site.contents.set(`/made-up/${network.name}`, { type: 'application/octet-stream', body: new Uint8Array(inputOf(network).values.buffer) });
}

async function gpuPage(): Promise<Page> {
  const { page } = await visit(browser, site.origin);
  await page.evaluate(async () => Object.assign(globalThis, { gpuInPage: (await import('/support/gpu_in_page.js' as string)) as unknown }));
  return page;
}

test("WebGPU gives WebAssembly's numbers, to 1e-5 of an output's largest, or 1e-3 where that multiplies whole numbers", despiteACrash(async () => {
  const page = await gpuPage();
  for (const network of networks) {
    const { shape, values } = inputOf(network);
    const actual = await page.evaluate(
      async ({ network, shape }) => {
        const gpu = await gpuInPage.openGpu();
        const outputs = await gpuInPage.run(await gpuInPage.openNetwork(gpu, network), network, shape);
        await gpu.runtime.dispose();
        return outputs;
      },
      { network, shape },
    );
    const expected = await wasm.run(network.name, shape, () => values, {});
    for (const [index, output] of network.outputs.entries()) assertClose(actual[index] ?? [], expected[index]?.values ?? new Float32Array(), coreTolerance(network.name, 1e-5), `${network.name}'s ${output}`);
  }
  await page.context().close();
}));

test('two runs at once answer one after the other', despiteACrash(async () => {
  const page = await gpuPage();
  const same = await page.evaluate(
    async ({ network, shape }) => {
      const gpu = await gpuInPage.openGpu();
      const session = await gpuInPage.openNetwork(gpu, network);
      const outputs = await Promise.all([1, 2, 3].map(async () => gpuInPage.run(session, network, shape)));
      await gpu.runtime.dispose();
      return outputs.map((output) => JSON.stringify(output) === JSON.stringify(outputs[0]));
    },
    quickest(),
  );
  assert.deepEqual(same, [true, true, true]);
  await page.context().close();
}));

test('what runs fails with its device, and a new one can be opened', despiteACrash(async () => {
  const page = await gpuPage();
  const outcomes = await page.evaluate(
    async ({ network, shape }) => {
      const { openGpu, openNetwork, outcome, run } = gpuInPage;
      const lostOne = await openGpu();
      const session = await openNetwork(lostOne, network);
      await run(session, network, shape);
      const running = outcome(run(session, network, shape));
      await new Promise((resolve) => setTimeout(resolve, 30));
      lostOne.device.destroy();
      const outcomes = { running: await running, lost: await lostOne.runtime.lost, next: await outcome(run(session, network, shape)), disposed: await outcome(lostOne.runtime.dispose()) };
      const newOne = await openGpu();
      const again = await outcome(run(await openNetwork(newOne, network), network, shape));
      await newOne.runtime.dispose();
      return { ...outcomes, again };
    },
    quickest(),
  );
  assert.match(outcomes.running, /^failed: /);
  assert.match(outcomes.lost, /destroyed/);
  assert.equal(outcomes.next, `failed: ${outcomes.lost}`);
  assert.deepEqual([outcomes.disposed, outcomes.again], ['answered', 'answered']);
  await page.context().close();
}));

test('an error of the device that nobody caught ends its use', despiteACrash(async () => {
  const page = await gpuPage();
  const outcomes = await page.evaluate(
    async ({ network, shape }) => {
      const { openGpu, openNetwork, outcome, run } = gpuInPage;
      const gpu = await openGpu();
      const session = await openNetwork(gpu, network);
      gpu.device.dispatchEvent(new GPUUncapturedErrorEvent('uncapturederror', { error: new GPUValidationError('planted') }));
      return { lost: await gpu.runtime.lost, next: await outcome(run(session, network, shape)), disposed: await outcome(gpu.runtime.dispose()) };
    },
    quickest(),
  );
  assert.deepEqual(outcomes, { lost: 'planted', next: 'failed: planted', disposed: 'answered' });
  await page.context().close();
}));

/** The network that SwiftShader compiles soonest. */
function quickest(): { readonly network: NetworkNames; readonly shape: readonly number[] } {
  const network = networks.find(({ name }) => name === 'attribute_heads');
  assert.ok(network);
  return { network, shape: inputOf(network).shape };
}

function assertClose(actual: readonly number[], expected: Float32Array, share: number, what: string): void {
  assert.equal(actual.length, expected.length, `the length of ${what}`);
  const tolerance = share * expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
  for (const [index, value] of expected.entries()) {
    assert.ok(Math.abs((actual[index] ?? NaN) - value) <= tolerance, `${what}, place ${index}: ${actual[index]}, not ${value}`);
  }
}
