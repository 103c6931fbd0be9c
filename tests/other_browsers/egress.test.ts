import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { executableOf } from '../browser/support/executable.js';
import { type RecordingProxy, startRecordingProxy } from '../browser/support/recording_proxy.js';
import type { Server } from '../browser/support/server.js';
import { launchFirefox, throughProxy } from './support/firefox.js';
import type { OtherBrowser } from './support/other_browser.js';
import { openWatched, startWatchedSite } from './support/site.js';

const firefox = executableOf('FIREFOX', ['firefox-esr', 'firefox']);

describe('Firefox', { skip: firefox === null && 'Firefox is not on this machine' }, () => {
  let site: Server;
  let proxy: RecordingProxy;
  let browser: OtherBrowser;
  before(async () => {
    site = await startWatchedSite();
    proxy = await startRecordingProxy(site.origin);
    browser = await launchFirefox(firefox ?? '', throughProxy(proxy.port));
  });
  after(async () => {
    await browser.close();
    await proxy.close();
    await site.close();
  });
  const others = (): string[] => proxy.wanted.filter((origin) => origin !== site.origin);

  test('in two visits, in a worker and inline, the browser asks nobody but the page\'s own origin', async () => {
    for (const worker of [true, false]) {
      const page = await openWatched(browser, site);
      const found = await page.evaluate(async (worker) => {
        const analyzer = await faceAnalyzer.createFaceAnalyzer({ worker });
        await analyzer.warmup();
        const { faces } = await analyzer.inspect(await inPage.fetchBlob('/photographs/face.png'));
        await analyzer.dispose();
        await new Promise((resolve) => setTimeout(resolve, 500)); // for a request that comes after all
        return faces.length;
      }, worker);
      assert.equal(found, 1);
      await page.close();
    }
    assert.deepEqual(others(), []);
    assert.equal(proxy.wanted.length, site.requests.length, 'each of them came through the proxy');
  });

  test('the test above would notice a request', async () => {
    const page = await openWatched(browser, site);
    await page.evaluate(async () => fetch('https://elsewhere.example/').then(() => undefined, () => undefined));
    assert.ok(others().some((origin) => origin.startsWith('https://elsewhere.example')), others().join());
    await page.close();
  });
});
