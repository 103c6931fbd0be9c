import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { answersOfNode, assertSameAnswer } from '../browser/support/expected.js';
import type { Server } from '../browser/support/server.js';
import { launchers } from './support/browsers.js';
import type { OtherBrowser, OtherPage } from './support/other_browser.js';
import { memoryOfChildren } from './support/processes.js';
import { complaintsOf, openWatched, startWatchedSite } from './support/site.js';

const { 'face.png': expected } = await answersOfNode(['face.png']);
const megabyte = 2 ** 20;
declare global {
  /** In the page. */
  var held: Cache;
}

const isKept = (file: string): boolean => /\.(wasm|onnx)$/.test(file);

for (const { name: browserName, skip, launch } of launchers) {
  describe(browserName, { skip }, () => {
    let browser: OtherBrowser;
    let site: Server;
    let page: OtherPage;
    before(async () => {
      browser = await launch();
      site = await startWatchedSite();
      page = await openWatched(browser, site);
    });
    after(async () => {
      await page.close();
      await browser.close();
      await site.close();
    });

    test('the second visit loads no network and no WebAssembly again', async () => {
      // In frames: where WebKit's driver runs it, it forgets a cache that no page holds.
      await page.evaluate(async () => {
        globalThis.held = await caches.open('local-face-analyzer');
      });
      const visitInFrame = async (): Promise<string> => {
        const frame = Object.assign(document.createElement('iframe'), { src: location.href });
        document.body.append(frame);
        await new Promise((resolve) => frame.addEventListener('load', resolve));
        const answer = await (frame.contentWindow as Window & typeof globalThis).inPage.answer();
        frame.remove();
        return answer;
      };
      assertSameAnswer(await page.evaluate(visitInFrame), expected);
      const before = site.requests.length;
      assert.ok(site.requests.some(isKept));
      assertSameAnswer(await page.evaluate(visitInFrame), expected);
      assert.deepEqual(site.requests.slice(before).filter(isKept), []);
    });

    for (const worker of [true, false]) {
      const place = worker ? 'in a worker' : 'inline';

      test(`${place}, a call that is aborted while it runs or waits ends with its signal's reason, and the next is answered as ever`, async () => {
        const { running, waiting, answer } = await page.evaluate(async (worker) => {
          globalThis.analyzer = await faceAnalyzer.createFaceAnalyzer({ worker, exact: true });
          const [face, group] = [await inPage.fetchBlob('/photographs/face.png'), await inPage.fetchBlob('/photographs/group.jpg')];
          const controller = new AbortController();
          const running = inPage.failureOf(analyzer.analyze(group, { signal: controller.signal }));
          const waiting = inPage.failureOf(analyzer.analyze(face, { signal: controller.signal }));
          const next = analyzer.analyze(face);
          await new Promise((resolve) => setTimeout(resolve, 50));
          controller.abort();
          return { running: await running, waiting: await waiting, answer: JSON.stringify(await next) };
        }, worker);
        assert.deepEqual([running?.name, waiting?.name], ['AbortError', 'AbortError']);
        assertSameAnswer(answer, expected);
      });

      test(`${place}, an analyzer that is disposed of rejects what waits and what comes later`, async () => {
        const failures = await page.evaluate(async () => {
          const face = await inPage.fetchBlob('/photographs/face.png');
          const waiting = [analyzer.analyze(face), analyzer.analyze(face)].map(inPage.failureOf);
          await analyzer.dispose();
          await analyzer.dispose();
          return Promise.all([...waiting, inPage.failureOf(analyzer.analyze(face))]);
        });
        for (const failure of failures) assert.deepEqual([failure?.code, failure?.ours], ['disposed', true]);
      });
    }

    test('50 analyses of a photograph of 2.6 megapixels need no more memory than the first ten', async () => {
      const analyse = async (times: number): Promise<void> => {
        const group = await inPage.fetchBlob('/photographs/group.jpg');
        for (let time = 0; time < times; time += 1) await analyzer.analyze(group, { attributes: [] });
      };
      await page.evaluate(async () => {
        globalThis.analyzer = await faceAnalyzer.createFaceAnalyzer();
      });
      await page.evaluate(analyse, 10);
      const before = memoryOfChildren();
      assert.ok(before > 100 * megabyte, `${before} bytes`); // a browser and the networks
      await page.evaluate(analyse, 50);
      const growth = memoryOfChildren() - before;
      assert.ok(growth < 60 * megabyte, `${growth} bytes more`); // each one's pixels, kept, would be 500 MB
      await page.evaluate(async () => analyzer.dispose());
    });

    test('nothing of all this was complained of', async () => {
      assert.deepEqual(await complaintsOf(page), []);
    });
  });
}
