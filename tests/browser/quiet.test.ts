import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launchBrowser } from './support/browser.js';
import { answersOfNode, assertSameAnswer } from './support/expected.js';
import { startSite, strictPolicy } from './support/site.js';
import { visit } from './support/visit.js';

const { 'face.png': expected } = await answersOfNode(['face.png']);
const browser = await launchBrowser();
after(async () => browser.close());

for (const worker of [true, false]) {
  const place = worker ? 'in a worker' : 'inline';

  test(`${place}, no request is made while a photograph is analysed, and none to another origin ever`, async (t) => {
    const site = await startSite();
    t.after(async () => site.close());
    const { page, requests } = await visit(browser, site.origin);
    await page.evaluate(async (worker) => {
      const blob = await inPage.fetchBlob('/photographs/group.jpg');
      const analyzer = await faceAnalyzer.createFaceAnalyzer({ worker });
      globalThis.again = async () => JSON.stringify(await analyzer.analyze(blob));
    }, worker);
    const before = [...requests];
    await page.evaluate(async () => again());
    await page.evaluate(async () => again());
    await page.waitForTimeout(200); // for a request that comes after the answer
    assert.deepEqual(requests.slice(before.length), []);
    const seen = site.requests.filter((path) => path !== '/favicon.ico'); // the browser's own
    assert.deepEqual(requests.map((address) => new URL(address).pathname).sort(), seen.sort(), 'no request escapes the log');
    assert.deepEqual(requests.filter((address) => new URL(address).origin !== site.origin), []);
  });

  test(`${place}, opened again without a network, the page works`, async (t) => {
    const site = await startSite({ ...strictPolicy, 'cache-control': 'max-age=3600' });
    t.after(async () => site.close());
    const { page, context } = await visit(browser, site.origin);
    const answer = async (worker: boolean): Promise<string> => inPage.answer({ worker });
    await page.evaluate(answer, worker);
    await context.setOffline(true);
    await site.close();
    await page.goto(site.origin);
    assertSameAnswer(await page.evaluate(answer, worker), expected);
  });
}

declare global {
  /** In the page: analyses the same photograph once more. */
  var again: () => Promise<string>;
}
