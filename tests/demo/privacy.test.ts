import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page, Worker } from 'playwright-core';
import { launchBrowser } from '../browser/support/browser.js';
import { answersOfNode, assertSameAnswer } from '../browser/support/expected.js';
import { photographs } from '../browser/support/photographs.js';
import { Server } from '../browser/support/server.js';
import { isolation } from '../browser/support/site.js';
import { chosen } from './support/hand_over.js';
import { demoPath, startDemo } from './support/site.js';
import { openDemo, untilReady } from './support/visit.js';

const answers = await answersOfNode(['face.png']);
const face = { name: 'face.png', bytes: photographs['face.png'] };

const apiPath = '/api/portrait/analysis/face-analyzer-advanced';
const site = await startDemo();
/** In another origin: what would take a photograph, if one left the page. */
const elsewhere = await Server.start({ folders: {}, headers: { 'access-control-allow-origin': '*' } });
elsewhere.contents.set('/', { type: 'text/plain', body: 'hello' });
elsewhere.contents.set(apiPath, { type: 'application/json', body: answers['face.png'] });
const browser = await launchBrowser();
after(async () => {
  await browser.close();
  await elsewhere.close();
  await site.close();
});

/** What becomes of a request to another origin. */
const reach = async (place: Page | Worker, address: string): Promise<string> =>
  (place as Page).evaluate(async (address) => fetch(address).then(() => 'reached', () => 'refused'), address);

async function answered(page: Page): Promise<void> {
  await page.locator('#cards article').first().waitFor({ timeout: 60_000 });
}

test('nothing is asked of any other origin, and nothing at all while a photograph is analysed', async (t) => {
  const { page, requests, complaints, close } = await openDemo(browser, site);
  t.after(close);
  await untilReady(page);
  const before = requests.length;
  await page.setInputFiles('#files', chosen(face));
  await answered(page);
  await page.waitForTimeout(300); // for a request that comes after the answer
  assert.deepEqual(requests.slice(before), []);
  assert.deepEqual(requests.filter((address) => new URL(address).origin !== site.origin), []);
  assert.deepEqual(complaints, []);
});

test('the policy forbids it, in the page and in the worker that holds the photograph', async (t) => {
  const { page, close } = await openDemo(browser, site);
  t.after(close);
  await untilReady(page);
  assert.equal(await reach(page, elsewhere.origin), 'refused');
  const [worker] = page.workers();
  assert.ok(worker !== undefined);
  assert.equal(await reach(worker, elsewhere.origin), 'refused');
  assert.deepEqual(elsewhere.requests, []);
});

test('no script and no style is written into a page', async (t) => {
  for (const file of ['', 'remote.html']) {
    const { page, close } = await openDemo(browser, site, file);
    t.after(close);
    assert.equal(await page.locator('script:not([src]), style, [style]').evaluateAll((found) => found.filter((element) => element.getAttribute('style') === null).length), 0);
    const policy = await page.locator('meta[http-equiv=Content-Security-Policy]').first().getAttribute('content');
    assert.match(policy ?? '', /default-src 'none'.*script-src 'self' 'wasm-unsafe-eval';.*style-src 'self'/);
    assert.doesNotMatch(policy ?? '', /unsafe-inline|unsafe-eval' |\*;/);
  }
});

test('after the first visit everything works without a network', async (t) => {
  const other = await startDemo();
  const { page, close } = await openDemo(browser, other);
  t.after(close);
  await untilReady(page);
  await page.evaluate(async () => navigator.serviceWorker.ready);
  await page.context().setOffline(true);
  await other.close();
  await page.reload();
  await untilReady(page);
  await page.getByRole('button', { name: 'Sample: In a café' }).first().click();
  await answered(page);
  assert.equal(await page.locator('#cards article').count(), 3);
  assert.equal(await page.locator('#samples img').evaluateAll((images) => images.every((image) => (image as HTMLImageElement).naturalWidth > 0)), true);
});

test('the page can be installed', async (t) => {
  const { page, close } = await openDemo(browser, site);
  t.after(close);
  await untilReady(page);
  const session = await page.context().newCDPSession(page);
  const { errors } = await session.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'), []);
});

test('threads are switched on by the host’s headers, and without them by the service worker from the second visit on', async (t) => {
  const isolated = await startDemo(isolation);
  t.after(async () => isolated.close());
  for (const [site, visits] of [[isolated, 1], [await startDemo(), 2]] as const) {
    const { page, close } = await openDemo(browser, site);
    t.after(close);
    await untilReady(page);
    for (let visit = 1; visit < visits; visit += 1) {
      await page.reload();
      await untilReady(page);
    }
    assert.equal(await page.evaluate(() => crossOriginIsolated), true);
    await page.setInputFiles('#files', chosen(face));
    await answered(page);
    if (visits === 2) await site.close();
  }
});

test('the remote API is off, and switched on it warns, asks for a proxy, and reaches that one alone', async (t) => {
  const { page, complaints, close } = await openDemo(browser, site);
  t.after(close);
  const toggle = page.getByRole('switch', { name: 'Remote API' });
  assert.equal(await toggle.getAttribute('aria-checked'), 'false');
  await toggle.click();
  await page.waitForURL(`**${demoPath}remote.html*`);
  assert.equal(await toggle.getAttribute('aria-checked'), 'true');
  assert.match(await page.locator('main').innerText(), /uploaded[\s\S]*Every photograph that you add will be uploaded to this address/);
  assert.equal(await page.getByText('Nothing leaves this machine.', { exact: true }).isVisible(), false);
  assert.deepEqual(page.workers(), [], 'no engine is loaded here');

  await page.setInputFiles('#files', chosen(face));
  await page.getByRole('button', { name: 'face.png: Waiting' }).waitFor();
  assert.deepEqual(elsewhere.requests, [], 'nothing is uploaded before there is an address');

  for (const wrong of ['', 'proxy', 'http://proxy.example/', 'https://name:word@proxy.example/']) {
    await page.getByLabel('Address of your proxy').fill(wrong);
    await page.getByRole('button', { name: 'Upload to it' }).click();
    assert.equal(await page.getByLabel('Address of your proxy').getAttribute('aria-invalid'), 'true', wrong);
  }
  await page.getByLabel('Address of your proxy').fill(elsewhere.origin + apiPath);
  await page.getByRole('button', { name: 'Upload to it' }).click();
  await answered(page);
  assert.deepEqual(elsewhere.requests, [apiPath]);
  assertSameAnswer(await shownResponse(page), answers['face.png']);
  assert.deepEqual(complaints, []);
  const third = await Server.start({ folders: {}, headers: { 'access-control-allow-origin': '*' } });
  t.after(async () => third.close());
  assert.equal(await reach(page, third.origin), 'refused');
  assert.deepEqual(third.requests, []);

  await toggle.click();
  await page.waitForURL(`**${demoPath}index.html*`);
  await untilReady(page);
  assert.equal(await reach(page, elsewhere.origin), 'refused');
});

/** The response as the page would download it. */
async function shownResponse(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download' }).click()]);
  const pieces: Buffer[] = [];
  for await (const piece of await download.createReadStream()) pieces.push(piece as Buffer);
  return JSON.stringify(JSON.parse(Buffer.concat(pieces).toString('utf8')));
}
