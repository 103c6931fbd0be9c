import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Capabilities } from '../../web/interface.js';
import { launchBrowser } from './support/browser.js';
import { despiteACrash } from './support/crash.js';
import { assertAgree } from '../support/agree.js';
import { answersOfNode, assertSameAnswer } from './support/expected.js';
import { assetPath, startSite, strictPolicy } from './support/site.js';
import { visit } from './support/visit.js';

const { 'face.png': expected } = await answersOfNode(['face.png']);
const site = await startSite(strictPolicy);
const browser = await launchBrowser();
after(async () => {
  await browser.close();
  await site.close();
});

declare global {
  /** In the page: analyses the same photograph once more, and says what with. */
  var answerAgain: () => Promise<Capabilities & { readonly answer: string }>;
}

const gpuFile = /gpu\.js|jspi/;

test('a GPU that is emulated is used only where WebGPU is asked for: nothing of it is loaded', async () => {
  const before = site.requests.length;
  const { page, close } = await visit(browser, site.origin);
  const { answer, reason, backend } = await page.evaluate(async () => {
    const analyzer = await faceAnalyzer.createFaceAnalyzer({ worker: false, exact: true });
    await analyzer.warmup();
    const answer = JSON.stringify(await analyzer.analyze(await inPage.fetchBlob('/photographs/face.png')));
    return { answer, ...analyzer.capabilities() };
  });
  assertSameAnswer(answer, expected);
  assert.deepEqual({ reason, backend }, { reason: 'WebGPU cannot be used: it is emulated in software here', backend: 'wasm' });
  assert.deepEqual(site.requests.slice(before).filter((path) => gpuFile.test(path)), []);
  await close();
});

test('a browser that cannot suspend WebAssembly (JSPI) answers without its GPU, of which nothing is loaded; asked for WebGPU it says why', async () => {
  const before = site.requests.length;
  const { page, close } = await visit(browser, site.origin);
  const { answer, reason, backend } = await page.evaluate(async () => {
    Reflect.deleteProperty(WebAssembly, 'Suspending');
    const analyzer = await faceAnalyzer.createFaceAnalyzer({ worker: false, backend: 'webgpu', exact: true });
    const answer = JSON.stringify(await analyzer.analyze(await inPage.fetchBlob('/photographs/face.png')));
    return { answer, ...analyzer.capabilities() };
  });
  assertSameAnswer(answer, expected);
  assert.deepEqual({ reason, backend }, { reason: 'WebGPU cannot be used: this browser cannot suspend WebAssembly for it (JSPI)', backend: 'wasm' });
  assert.deepEqual(site.requests.slice(before).filter((path) => gpuFile.test(path)), []);
  await close();
});

test('where WebAssembly is asked for, no GPU is looked for', async () => {
  const { page, close } = await visit(browser, site.origin);
  const { asked, reason } = await page.evaluate(async () => {
    let asked = 0;
    navigator.gpu.requestAdapter = async () => {
      asked += 1;
      return null;
    };
    const analyzer = await faceAnalyzer.createFaceAnalyzer({ worker: false, backend: 'wasm' });
    await analyzer.warmup();
    return { asked, ...analyzer.capabilities() };
  });
  assert.deepEqual({ asked, reason }, { asked: 0, reason: 'WebAssembly was asked for' });
  await close();
});

test('in a worker WebGPU agrees with WebAssembly, which goes on where the GPU crashes', despiteACrash(async () => {
  const { page, close } = await visit(browser, site.origin);
  const onGpu = await page.evaluate(async () => {
    const analyzer = await faceAnalyzer.createFaceAnalyzer({ backend: 'webgpu', exact: true });
    const photograph = await inPage.fetchBlob('/photographs/face.png');
    globalThis.answerAgain = async () => ({ answer: JSON.stringify(await analyzer.analyze(photograph)), ...analyzer.capabilities() });
    return answerAgain();
  });
  assert.deepEqual([onGpu.backend, onGpu.reason], ['webgpu', 'WebGPU gives the known answers of every network']);
  assert.deepEqual(new Set(Object.values(onGpu.networks)), new Set(['webgpu']));
  assertAgree(JSON.parse(onGpu.answer), JSON.parse(expected), 'the response');

  const running = page.evaluate(async () => answerAgain());
  await page.waitForTimeout(1000);
  await (await browser.newBrowserCDPSession()).send('Browser.crashGpuProcess');
  const inCrash = await running;
  assertAgree(JSON.parse(inCrash.answer), JSON.parse(expected), 'the response');
  assert.equal(inCrash.backend, 'wasm');
  assert.match(inCrash.reason, /^(the GPU was lost|WebGPU failed in \w+): /);
  assertSameAnswer((await page.evaluate(async () => answerAgain())).answer, expected);
  await close();
}));

test('WebAssembly answers while a GPU is tried, and from then on where its answers are wrong', despiteACrash(async () => {
  const before = site.requests.length;
  const { page, close } = await visit(browser, site.origin);
  const { answers, tried, used } = await page.evaluate(async () => {
    Object.defineProperty(GPUAdapterInfo.prototype, 'isFallbackAdapter', { value: false });
    GPUComputePassEncoder.prototype.dispatchWorkgroups = () => undefined; // nothing is computed, and nobody is told
    const analyzer = await faceAnalyzer.createFaceAnalyzer({ worker: false, exact: true });
    const answer = async (): Promise<string> => JSON.stringify(await analyzer.analyze(await inPage.fetchBlob('/photographs/face.png')));
    const tried = analyzer.capabilities();
    const answers = [await answer()];
    while (analyzer.capabilities().reason === tried.reason) await new Promise((resolve) => setTimeout(resolve, 100));
    answers.push(await answer());
    const used = analyzer.capabilities();
    await analyzer.dispose();
    return { answers, tried, used };
  });
  for (const answer of answers) assertSameAnswer(answer, expected);
  assert.deepEqual([tried.backend, tried.reason], ['wasm', 'WebAssembly answers while WebGPU is tried']);
  assert.equal(used.backend, 'wasm');
  assert.match(used.reason, /^WebGPU gives wrong answers of every network \(face_detection: regressors holds 0 where /);
  assert.ok(site.requests.slice(before).includes(assetPath('ort-wasm-simd-threaded.jspi.wasm')));
  await close();
}));

test('a start that is aborted while the GPU is tried ends at once', despiteACrash(async () => {
  const { page, close } = await visit(browser, site.origin);
  const { name, milliseconds, answer } = await page.evaluate(async () => {
    const loaded = performance.now();
    const controller = new AbortController();
    const starting = inPage.failureOf(faceAnalyzer.createFaceAnalyzer({ backend: 'webgpu', worker: false, signal: controller.signal }));
    while (!performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('.jspi.mjs') && entry.startTime > loaded)) await new Promise((resolve) => setTimeout(resolve, 50));
    const begin = performance.now();
    controller.abort();
    const failure = await starting;
    return { name: failure?.name, milliseconds: performance.now() - begin, answer: await inPage.answer({ worker: false, backend: 'wasm' }) };
  });
  assert.equal(name, 'AbortError');
  assert.ok(milliseconds < 10_000, `${milliseconds} ms, where a trial in software takes thirty seconds and more`);
  assertSameAnswer(answer, expected);
  await close();
}));
