import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { CreateOptions } from '../../web/interface.js';
import { launchBrowser } from './support/browser.js';
import { answersOfNode, assertSameAnswer } from './support/expected.js';
import { breakable } from './support/fragile_engine.js';
import { assetPath, isolation, startSite } from './support/site.js';
import { untilWorkersEnd, visit } from './support/visit.js';

const { 'face.png': expected } = await answersOfNode(['face.png']);
const site = await startSite(isolation); // threads
const browser = await launchBrowser();
after(async () => {
  await browser.close();
  await site.close();
});

breakable(site);

declare global {
  /** In the page: what two photographs were answered by, the first of which broke the engine. */
  var outcomes: Promise<readonly [unknown, string]>;
}

/** In front of the script of the core's threads: each traps at its first piece of work, as whatever its own function calls by the table is gone. */
const fragileThreads = `
if (self.name === 'em-pthread') {
  const { get } = WebAssembly.Table.prototype;
  WebAssembly.Table.prototype.get = function (index) {
    const entry = get.call(this, index);
    return (...given) => {
      for (let other = 0; other < this.length; other += 1) this.set(other, null);
      return entry(...given);
    };
  };
}
`;

/** In the page: an analyzer. */
async function create(page: Page, options: CreateOptions): Promise<void> {
  await page.evaluate(async (options) => {
    globalThis.analyzer = await faceAnalyzer.createFaceAnalyzer({ exact: true, threads: 1, ...options });
  }, options);
}

/** In the page: two photographs that wait for the analyzer. The first takes seconds, so that it is under way when something breaks. */
async function ask(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const [group, face] = await Promise.all(['group.jpg', 'face.png'].map(async (name) => inPage.fetchBlob(`/photographs/${name}`)));
    const first = analyzer.inspect(group as Blob, { minFace: 8 }).then(({ response, faces, timings }) => [response.error_detail.code, faces.length, timings]);
    const second = analyzer.analyze(face as Blob).then((response) => JSON.stringify(response));
    globalThis.outcomes = Promise.all([first, second]);
  });
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
  await create(page, { worker: false });
  await page.evaluate(() => trapCores());
  await ask(page);
  await assertHealed(page);
  await close();
});

for (const [what, breakEngine] of [
  ['a trap in the worker', () => trapCores()],
  ['the end of the worker, which says nothing,', () => void setTimeout(() => self.close())],
  ['an exception that nobody caught in the worker', () => void setTimeout(() => { throw new Error('it broke'); })],
] as const) {
  test(`${what} refuses the photograph, and a new worker answers the one that waits`, async () => {
    const { page, close } = await visit(browser, site.origin);
    await create(page, { worker: true });
    await ask(page);
    const [worker] = page.workers();
    assert.ok(worker);
    await worker.evaluate(breakEngine);
    await assertHealed(page);
    await close();
  });
}

for (const worker of [true, false]) {
  test(`${worker ? 'in a worker' : 'inline'}, a trap in a thread of the core's pool refuses the photograph, and a new pool answers the one that waits`, async () => {
    const { page, close } = await visit(browser, site.origin);
    site.changes.set(assetPath('threads.js'), (content) => content && { ...content, body: fragileThreads + String(content.body) });
    await create(page, { worker, threads: 2 });
    site.changes.delete(assetPath('threads.js'));
    await ask(page);
    await assertHealed(page);
    await close();
  });
}
