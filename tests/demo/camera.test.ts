import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../browser/support/browser.js';
import { startDemo } from './support/site.js';
import { cameraShowing, sitting } from './support/video.js';
import { openDemo, untilReady } from './support/visit.js';

const site = await startDemo();
const browser = await launchBrowser(cameraShowing(sitting));
const { page, complaints } = await openDemo(browser, site);
after(async () => {
  await browser.close();
  await site.close();
});

/** Counts how often the page has asked for the camera, and what of it is still running. */
const watchCamera = (): void => {
  const devices = navigator.mediaDevices;
  const ask = devices.getUserMedia.bind(devices);
  globalThis.streams = [];
  devices.getUserMedia = async (constraints) => {
    const stream = await ask(constraints);
    streams.push(stream);
    return stream;
  };
};
const asked = async (page: Page): Promise<number> => page.evaluate(() => streams.length);
const running = async (page: Page): Promise<number> => page.evaluate(() => streams.flatMap((stream) => stream.getTracks()).filter(({ readyState }) => readyState === 'live').length);
/** A dialog tells a moment later that it was closed. */
const untilOff = async (page: Page): Promise<unknown> => page.waitForFunction(() => streams.every((stream) => !stream.active));

await untilReady(page);
await page.evaluate(watchCamera);

test('the camera is asked for only when a photograph is to be taken, shows what it sees, and is given back', async () => {
  assert.equal(await asked(page), 0);
  await page.getByRole('button', { name: 'Take a photo' }).click();
  await page.locator('#shutter:enabled').waitFor();
  assert.deepEqual([await asked(page), await running(page)], [1, 1]);
  await page.getByRole('button', { name: 'Cancel' }).click();
  assert.equal(await page.locator('#camera').isVisible(), false);
  await untilOff(page);
});

test('a photograph is taken and analysed', async () => {
  await page.getByRole('button', { name: 'Take a photo' }).click();
  await page.getByRole('button', { name: 'Take it' }).click();
  await page.locator('#cards article').first().waitFor({ timeout: 60_000 });
  assert.equal(await page.locator('#cards article').count(), 2);
  await untilOff(page);
});

test('live, frame after frame is analysed, and the rate is shown', async () => {
  await page.getByRole('tab', { name: 'Live' }).click();
  await page.getByRole('button', { name: 'Start the camera' }).click();
  await page.locator('#live-rate', { hasText: /^\d+\.\d$/ }).waitFor({ timeout: 60_000 });
  assert.equal(await page.locator('#live-cards article').count(), 2);
  assert.match(await page.locator('#live-time').innerText(), /^\d+ ms$/);
});

test('live, faces that stay are followed without a search, and once a second the whole picture is searched', async () => {
  for (const told of ['2 followed', '2 found', '2 followed']) {
    await page.waitForFunction((told) => document.querySelector('#live-faces')?.textContent === told, told, { timeout: 60_000 });
  }
});

test('live, it stops when the tab is hidden, and gives the camera back', async () => {
  assert.equal(await running(page), 1);
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: true });
    document.dispatchEvent(new Event('visibilitychange'));
    Object.defineProperty(document, 'hidden', { configurable: true, value: false });
  });
  await page.getByText('Stopped, because the tab was hidden.').waitFor();
  assert.equal(await running(page), 0);
  await page.waitForTimeout(500); // for an answer that was under way
  assert.equal(await page.locator('#live-cards article').count(), 0);
});

test('live, it is started again, stopped by its button, and by going elsewhere on the page', async () => {
  await page.getByRole('button', { name: 'Start the camera' }).click();
  await page.locator('#live-cards article').first().waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  assert.equal(await running(page), 0);
  await page.getByRole('button', { name: 'Start the camera' }).click();
  await page.locator('#live-cards article').first().waitFor({ timeout: 60_000 });
  await page.getByRole('tab', { name: 'Photographs' }).click();
  assert.equal(await running(page), 0);
  assert.deepEqual(complaints, []);
});

test('a camera that is not allowed, or not there, is said to be so', async (t) => {
  const without = await launchBrowser();
  t.after(async () => without.close());
  const { page } = await openDemo(without, site);
  await page.getByRole('button', { name: 'Take a photo' }).click();
  await page.locator('#camera-state', { hasText: /There is no camera|not allowed/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Live' }).click();
  await page.getByRole('button', { name: 'Start the camera' }).click();
  await page.locator('#live-state', { hasText: /There is no camera|not allowed/ }).waitFor();
  assert.equal(await page.locator('#live-start').isEnabled(), true);
});

declare global {
  /** In the page: the camera's streams that it was given. */
  var streams: MediaStream[];
}
