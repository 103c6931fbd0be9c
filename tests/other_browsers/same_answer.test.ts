import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertAgree } from '../support/agree.js';
import { answersOfNode, assertSameAnswer } from '../browser/support/expected.js';
import { pixelInputs } from '../browser/support/inputs.js';
import { type PhotographName, photographs } from '../browser/support/photographs.js';
import { isolation, strictPolicy } from '../browser/support/site.js';
import { launchers } from './support/browsers.js';
import type { OtherBrowser } from './support/other_browser.js';
import { complaintsOf, openWatched, startWatchedSite } from './support/site.js';

const names = Object.keys(photographs) as PhotographName[];
const expected = await answersOfNode(names);
const places = [
  { place: 'under the strict policy', headers: strictPolicy },
  { place: 'cross-origin isolated, under the strict policy', headers: { ...strictPolicy, ...isolation } },
];

for (const { name: browserName, skip, launch } of launchers) {
  describe(browserName, { skip }, () => {
    let browser: OtherBrowser;
    before(async () => {
      browser = await launch();
    });
    after(async () => browser.close());

    for (const { place, headers } of places) {
      test(`${place}, in a worker and inline, the responses are Node's to the last byte`, async (t) => {
        const site = await startWatchedSite(headers);
        t.after(async () => site.close());
        const page = await openWatched(browser, site);
        t.after(async () => page.close());
        for (const worker of [true, false]) {
          for (const name of names) {
            const actual = await page.evaluate(async ({ worker, name }) => inPage.answer({ worker }, name), { worker, name });
            assertSameAnswer(actual, expected[name], `${name}, ${worker ? 'in a worker' : 'inline'}`);
          }
        }
        assert.deepEqual(await complaintsOf(page), []);
      });
    }

    test('a cross-origin isolated page has two threads where it can share memory, which it starts itself, and starts at once where it cannot', async (t) => {
      const site = await startWatchedSite(isolation);
      t.after(async () => site.close());
      const page = await openWatched(browser, site);
      t.after(async () => page.close());
      const { threads, started, shares, milliseconds } = await page.evaluate(async () => {
        let started = 0; // by the page: in Firefox under a debugger, as here, a worker that starts another may wait for ever
        globalThis.Worker = class extends Worker {
          constructor(url: string | URL, options?: WorkerOptions) {
            super(url, options);
            if (options?.name === 'em-pthread') started += 1;
          }
        };
        const begin = performance.now();
        const analyzer = await faceAnalyzer.createFaceAnalyzer({ threads: 2 });
        const milliseconds = performance.now() - begin;
        await analyzer.dispose();
        return { threads: analyzer.capabilities().threads, started, shares: 'SharedArrayBuffer' in globalThis, milliseconds };
      });
      assert.equal(threads, shares ? 2 : 1);
      assert.equal(started, threads - 1);
      assert.ok(milliseconds < 20_000, `${milliseconds} ms`); // threads that cannot start are waited for longer
    });

    test('every kind of pixels that it has is answered as the file is', async (t) => {
      const site = await startWatchedSite();
      t.after(async () => site.close());
      const page = await openWatched(browser, site);
      t.after(async () => page.close());
      await page.evaluate(async () => {
        globalThis.analyzer = await faceAnalyzer.createFaceAnalyzer({ exact: true });
      });
      const kinds = await page.evaluate((kinds) => kinds.filter((kind) => kind in globalThis), Object.keys(pixelInputs));
      assert.ok(kinds.length >= 5, kinds.join());
      for (const kind of kinds) {
        const actual = await page.evaluate(async (kind) => JSON.stringify(await analyzer.analyze(await inputs.pixelInputs[kind]!())), kind);
        assertSameAnswer(actual, expected['face.png'], kind);
      }
    });

    test('where exact answers are not asked for the response says the same, its numbers to two hundredths', async (t) => {
      const site = await startWatchedSite();
      t.after(async () => site.close());
      const page = await openWatched(browser, site);
      t.after(async () => page.close());
      for (const name of names) {
        assertAgree(JSON.parse(await page.evaluate(async (name) => inPage.answer({ exact: false }, name), name)), JSON.parse(expected[name]), name);
      }
    });
  });
}
