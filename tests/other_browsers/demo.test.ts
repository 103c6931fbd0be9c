import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { repositoryRoot } from '../../models/manifest.js';
import type { FaceAnalyzerResponse } from '../../web/response.js';
import { answersOfNode } from '../browser/support/expected.js';
import { photographs } from '../browser/support/photographs.js';
import type { Server } from '../browser/support/server.js';
import { demoPath, startDemo } from '../demo/support/site.js';
import { launchers } from './support/browsers.js';
import type { OtherBrowser, OtherPage } from './support/other_browser.js';

const { 'group.jpg': answer } = await answersOfNode(['group.jpg']);
const { data: groupData } = JSON.parse(answer) as FaceAnalyzerResponse;
const screenshots = new URL('build/screenshots/', repositoryRoot);
mkdirSync(screenshots, { recursive: true });

/** A file as JSON carries it into the page. */
const parcelOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

for (const { name: browserName, skip, launch } of launchers) {
  describe(`the demo page in ${browserName}`, { skip }, () => {
    let browser: OtherBrowser;
    let site: Server;
    let page: OtherPage;
    before(async () => {
      browser = await launch();
      site = await startDemo();
      page = await browser.open(`${site.origin}${demoPath}?backend=wasm&exact`);
    });
    after(async () => {
      await page.close();
      await browser.close();
      await site.close();
    });

    /** To be looked at by a person, too. */
    const screenshot = async (what: string): Promise<void> => {
      writeFileSync(new URL(`${browserName}-${what}.png`.toLowerCase(), screenshots), await page.screenshot());
    };
    /** Until there is such an element, which is then clicked where that is asked for. */
    const until = async (selector: string, click = false): Promise<string> => {
      return page.evaluate(async ({ selector, click }) => {
        const deadline = performance.now() + 60_000;
        for (;;) {
          const element = document.querySelector<HTMLElement>(selector);
          if (element !== null && click) element.click();
          if (element !== null) return element.innerText;
          if (performance.now() > deadline) throw new Error(`there is no ${selector}: ${document.body.innerText.slice(0, 400)}`);
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }, { selector, click });
    };
    const drop = async (target: string, files: readonly { readonly name: string; readonly base64: string }[]): Promise<void> => {
      await page.evaluate(({ target, files }) => {
        const data = new DataTransfer();
        for (const { name, base64 } of files) data.items.add(new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name));
        document.querySelector(target)?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
      }, { target, files });
    };

    test('the analyzer starts', async () => {
      await until('#loading[data-state=ready]');
      await screenshot('start');
    });

    test('a dropped photograph shows a card a face, with the ages that the package gives, and its marks on the picture', async () => {
      await drop('#stage', [{ name: 'group.jpg', base64: parcelOf(photographs['group.jpg']) }]);
      await until('#stage canvas[aria-label^="group.jpg, with 3 faces"]');
      const cards = await page.evaluate(() => Array.from(document.querySelectorAll<HTMLElement>('#cards article'), (card) => card.innerText));
      assert.equal(cards.length, groupData?.face_count);
      for (const [index, age] of groupData?.age_list.entries() ?? []) assert.match(cards[index] ?? '', new RegExp(`Age\\s+${age}\\s`));
      await screenshot('photograph');
    });

    test('a refused photograph says why', async () => {
      await drop('#stage', [{ name: 'noise.png', base64: parcelOf(photographs['noise.png']) }]);
      assert.match(await until('#outcome section'), /No face was found in this picture/);
      await screenshot('refusal');
    });

    test('two faces are compared', async () => {
      await until('#tab-compare', true);
      const face = parcelOf(photographs['face.png']);
      await drop('#pair', [{ name: 'one.png', base64: face }, { name: 'other.png', base64: face }]);
      assert.equal(await until('#similarity'), '1.00');
      await screenshot('compare');
    });

    test('the page of the remote API says that photographs would be uploaded', async () => {
      const remote = await page.evaluate(() => new URL('remote.html', location.href).href);
      await page.goto(remote);
      assert.match(await until('#remote-warning'), /will be uploaded/);
      await screenshot('remote');
    });

    test('what was visited works without a network, with threads where memory can be shared', async () => {
      const address = `${site.origin}${demoPath}?backend=wasm&exact`;
      await page.evaluate(async () => void (await navigator.serviceWorker.ready));
      await page.goto(address); // through the service worker, which isolates it
      await until('#loading[data-state=ready]');
      await site.close();
      await page.goto(address);
      await until('#loading[data-state=ready]');
      const { shares, said } = await page.evaluate(() => ({ shares: 'SharedArrayBuffer' in globalThis, said: document.querySelector<HTMLElement>('#loading-bytes')?.innerText ?? '' }));
      assert.match(said, shares ? /[234] threads/ : /1 thread/);
      await drop('#stage', [{ name: 'face.png', base64: parcelOf(photographs['face.png']) }]);
      await until('#stage canvas[aria-label^="face.png, with 1 face"]');
    });
  });
}
