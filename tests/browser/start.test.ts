import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launchBrowser } from './support/browser.js';
import { answersOfNode, assertSameAnswer } from './support/expected.js';
import type { Failure } from './support/in_page.js';
import { assetPath, startSite, strictPolicy } from './support/site.js';
import { visit } from './support/visit.js';

const { 'face.png': expected } = await answersOfNode(['face.png']);
const site = await startSite();
const strict = await startSite({ 'content-security-policy': strictPolicy['content-security-policy']?.toString().replace("worker-src 'self'", "worker-src 'none'") });
const browser = await launchBrowser();
after(async () => {
  await browser.close();
  await Promise.all([site.close(), strict.close()]);
});

function assertFailure(failure: Failure | null, code: string, ...words: readonly string[]): void {
  assert.deepEqual([failure?.code, failure?.ours], [code, true], failure?.message ?? 'it started');
  for (const word of words) assert.ok(failure?.message.includes(word), failure?.message);
}

test('where no worker can be made, the error says so and that there is another way, which works', async () => {
  const { page, close } = await visit(browser, site.origin);
  for (const worker of ['missing', 'forbidden']) {
    const failure = await page.evaluate(async (worker) => {
      const forbidden = class { constructor() { throw new DOMException('not here', 'SecurityError'); } };
      Object.assign(globalThis, { Worker: worker === 'missing' ? undefined : forbidden });
      return inPage.failureOf(faceAnalyzer.createFaceAnalyzer());
    }, worker);
    assertFailure(failure, 'engine-failed', 'A worker cannot be started', 'worker: false');
  }
  assertSameAnswer(await page.evaluate(async () => inPage.answer({ worker: false })), expected);
  await close();
});

test("where the page's policy forbids workers, the error says so and that there is another way, which works", async () => {
  const { page, close } = await visit(browser, strict.origin);
  const failure = await page.evaluate(async () => inPage.failureOf(faceAnalyzer.createFaceAnalyzer()));
  assertFailure(failure, 'engine-failed', 'engine.js', 'worker-src', 'worker: false');
  assertSameAnswer(await page.evaluate(async () => inPage.answer({ worker: false })), expected);
  await close();
});

test('a script of something else in the place of the engine is an error with a code, inline and in a worker that ends', async (t) => {
  const path = assetPath('engine.js');
  t.after(() => site.changes.delete(path));
  const something = 'export const something = 1;';
  for (const [body, worker, code] of [[something, false, 'engine-failed'], [something, true, 'asset-missing'], ['throw new Error("something else")', true, 'engine-failed']] as const) {
    site.changes.set(path, () => ({ type: 'text/javascript', body }));
    const { page, close } = await visit(browser, site.origin);
    assertFailure(await page.evaluate(async (worker) => inPage.failureOf(faceAnalyzer.createFaceAnalyzer({ worker })), worker), code);
    await close();
  }
});

test('whatever else goes wrong at the start is an error with a code, and has the fallback asked', async () => {
  const { page, close } = await visit(browser, site.origin);
  const [failure, answeredBy] = await page.evaluate(async () => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => { throw new Error('nobody counts here'); } });
    const failure = await inPage.failureOf(faceAnalyzer.createFaceAnalyzer());
    const fallback = faceAnalyzer.createRemoteAnalyzer({ endpoint: '/proxy' });
    return [failure, (await faceAnalyzer.createFaceAnalyzer({ fallback })).capabilities().answeredBy] as const;
  });
  assertFailure(failure, 'engine-failed', 'nobody counts here');
  assert.equal(answeredBy, 'remote');
  await close();
});
