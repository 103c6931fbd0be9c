import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launchBrowser } from '../browser/support/browser.js';
import { nodePackage } from '../browser/support/expected.js';
import { photographs } from '../browser/support/photographs.js';
import { samplePhotograph } from '../models/photographs.js';
import { cropped, encodePng } from '../support/pictures.js';
import { handOver } from './support/hand_over.js';
import { startDemo } from './support/site.js';
import { openDemo, untilReady } from './support/visit.js';

const site = await startDemo();
const browser = await launchBrowser();
const { page, complaints } = await openDemo(browser, site, '#compare');
after(async () => {
  await browser.close();
  await site.close();
});
await untilReady(page);

/** The woman at image-right of the first sample, who sits in the middle of the third. */
const first = encodePng(cropped(samplePhotograph(1), { left: 1340, top: 100, width: 480, height: 480 }));
const second = photographs['group.jpg'];

const similarity = page.locator('#similarity');

test('of two photographs the faces that are most alike are compared, as the package compares them', async () => {
  await handOver(page.locator('#pair'), 'drop', [{ name: 'first.png', bytes: first }, { name: 'second.jpg', bytes: second }]);
  await similarity.waitFor({ timeout: 60_000 });
  const analyzer = await nodePackage.createFaceAnalyzer();
  const [a, b] = [await analyzer.inspect(first), await analyzer.inspect(second)];
  await analyzer.dispose();
  const best = Math.max(...a.faces.flatMap((one) => b.faces.map((other) => nodePackage.compareFaces(one, other))));
  assert.equal(await similarity.innerText(), best.toFixed(2));
  assert.equal(await page.locator('#verdict h3').innerText(), 'Very likely one person');
});

test('qualities below 85 are warned of', async () => {
  assert.match(await page.locator('#verdict .warning').innerText(), /Quality below 85[\s\S]*First face: .*Facing the camera \d/);
});

test('another of several faces can be chosen', async () => {
  const before = await similarity.innerText();
  const other = page.getByRole('region', { name: 'Second photograph' }).locator('.pick[aria-pressed=false]').first();
  await other.click();
  assert.notEqual(await similarity.innerText(), before);
  assert.equal(await page.locator('#verdict h3').innerText(), 'Probably two people');
});

test('a refused photograph says why, and nothing is compared', async () => {
  await handOver(page.getByRole('region', { name: 'First photograph' }), 'drop', [{ name: 'noise.png', bytes: photographs['noise.png'] }]);
  await page.getByRole('region', { name: 'No face was found in this picture' }).waitFor({ timeout: 60_000 });
  assert.equal(await similarity.count(), 0);
});

test('samples go to one side and then to the other', async () => {
  await page.reload();
  await untilReady(page);
  await page.getByRole('button', { name: 'Sample: A portrait' }).last().click();
  await page.getByRole('region', { name: 'First photograph' }).getByText('1 face.').waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Sample: A portrait' }).last().click();
  await similarity.waitFor({ timeout: 60_000 });
  assert.equal(await similarity.innerText(), '1.00');
  assert.deepEqual(complaints, []);
});
