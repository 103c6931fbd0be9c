import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../browser/support/browser.js';
import { demoFolder, demoPath, startDemo } from './support/site.js';
import { openDemo, untilReady } from './support/visit.js';

const site = await startDemo();
const browser = await launchBrowser();
after(async () => {
  await browser.close();
  await site.close();
});

const network = readdirSync(fileURLToPath(new URL('assets/', demoFolder))).find((file) => file.startsWith('face_mesh'));
const networkPath = `${demoPath}assets/${network}`;

test('an analyzer that cannot start says why, and starts when it is tried again', async (t) => {
  const { page, close } = await openDemo(browser, site);
  t.after(close);
  site.changes.set(networkPath, () => undefined);
  await page.reload();
  const text = page.locator('#loading-text');
  await page.locator('#loading[data-state=failed]').waitFor({ timeout: 60_000 });
  assert.match(await text.innerText(), /^The analyzer cannot start: .*face_mesh/);
  assert.match(await page.locator('#announcement').innerText(), /cannot start/);
  site.changes.delete(networkPath);
  await page.getByRole('button', { name: 'Try again' }).click();
  await untilReady(page);
  assert.equal(await page.getByRole('button', { name: 'Try again' }).isVisible(), false);
});

test('the second visit takes the networks from what the browser keeps', async (t) => {
  const { page, requests, close } = await openDemo(browser, site);
  t.after(close);
  await untilReady(page);
  const before = requests.length;
  await page.reload();
  await untilReady(page);
  assert.deepEqual(requests.slice(before).filter((address) => address.endsWith('.onnx')), []);
  const then = requests.length; // the service worker isolates the second visit: its core has threads
  await page.reload();
  await untilReady(page);
  assert.deepEqual(requests.slice(then).filter((address) => /\.(onnx|wasm)$/.test(address)), []);
});
