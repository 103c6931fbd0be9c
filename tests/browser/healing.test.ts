import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { launchBrowser } from './support/browser.js';
import { answersOfNode, assertSameAnswer } from './support/expected.js';
import { assetPath, startSite } from './support/site.js';
import { untilWorkersEnd, visit } from './support/visit.js';

const { 'face.png': expected } = await answersOfNode(['face.png']);
const site = await startSite();
const browser = await launchBrowser();
after(async () => {
  await browser.close();
  await site.close();
});

/** In front of the engine's script: keeps hold of the cores of its thread, whose functions can be taken away. */
const fragile = `
const tables = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...given) => {
  const result = await instantiate(...given);
  tables.push(...Object.values(result.instance.exports).filter((item) => item instanceof WebAssembly.Table));
  return result;
};
globalThis.trapCores = () => tables.splice(0).forEach((table) => { for (let index = 0; index < table.length; index += 1) table.set(index, null); });
`;
site.changes.set(assetPath('engine.js'), (content) => content && { ...content, body: fragile + String(content.body) });

declare global {
  /** In the engine's thread: from now on the core's calls of its own functions trap. */
  var trapCores: () => void;
  /** In the page: what two photographs were answered by, the first of which broke the engine. */
  var outcomes: Promise<readonly [unknown, string]>;
}

/** In the page: an analyzer, and two photographs that wait for it. */
async function begin(page: Page, worker: boolean): Promise<void> {
  await page.evaluate(async (worker) => {
    const [group, face] = await Promise.all(['group.jpg', 'face.png'].map(async (name) => inPage.fetchBlob(`/photographs/${name}`)));
    globalThis.analyzer = await faceAnalyzer.createFaceAnalyzer({ worker, exact: true, threads: 1 });
    if (!worker) trapCores();
    const first = analyzer.inspect(group as Blob).then(({ response, faces, timings }) => [response.error_detail.code, faces.length, timings]);
    const second = analyzer.analyze(face as Blob).then((response) => JSON.stringify(response));
    globalThis.outcomes = Promise.all([first, second]);
  }, worker);
}

async function assertHealed(page: Page): Promise<void> {
  const [broken, waiting] = await page.evaluate(async () => outcomes);
  assert.deepEqual(broken, ['PROCESSING_FAILURE', 0, null]);
  assertSameAnswer(waiting, expected);
  assert.deepEqual(await page.evaluate(() => analyzer.capabilities().backend), 'wasm');
  await page.evaluate(async () => analyzer.dispose());
  await untilWorkersEnd(page);
}

test('inline, a trap refuses the photograph, and a new core answers the one that waits', async () => {
  const { page, close } = await visit(browser, site.origin);
  await begin(page, false);
  await assertHealed(page);
  await close();
});

for (const [what, breakEngine] of [
  ['a trap in the worker', () => trapCores()],
  ['an exception that nobody caught in the worker', () => void setTimeout(() => { throw new Error('it broke'); })],
] as const) {
  test(`${what} refuses the photograph, and a new worker answers the one that waits`, async () => {
    const { page, close } = await visit(browser, site.origin);
    await begin(page, true);
    const [worker] = page.workers();
    assert.ok(worker);
    await worker.evaluate(breakEngine);
    await assertHealed(page);
    await close();
  });
}
