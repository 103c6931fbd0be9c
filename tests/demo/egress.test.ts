import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launchBrowser } from '../browser/support/browser.js';
import { photographs } from '../browser/support/photographs.js';
import { startRecordingProxy } from '../browser/support/recording_proxy.js';
import { chosen } from './support/hand_over.js';
import { demoPath, startDemo } from './support/site.js';
import { untilReady } from './support/visit.js';

const site = await startDemo();
const proxy = await startRecordingProxy(site.origin);
const browser = await launchBrowser(proxy.switches);
after(async () => {
  await browser.close();
  await proxy.close();
  await site.close();
});

test('in two visits, with photographs and the service worker, the browser asks nobody but the page\'s own origin', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  for (const visit of [1, 2]) {
    await page.goto(`${site.origin}${demoPath}`);
    await untilReady(page);
    await page.evaluate(async () => navigator.serviceWorker.ready);
    await page.setInputFiles('#files', chosen({ name: 'face.png', bytes: photographs['face.png'] }));
    await page.locator('#cards article').first().waitFor({ timeout: 120_000 });
    assert.equal(await page.evaluate(() => crossOriginIsolated), visit === 2, 'the second visit comes from the service worker');
  }
  await page.waitForTimeout(500); // for a request that comes after all
  await context.close();
  assert.deepEqual(proxy.wanted.filter((origin) => origin !== site.origin), []);
  assert.ok(proxy.wanted.length > 20);
});
