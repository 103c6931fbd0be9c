import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launchBrowser } from './support/browser.js';
import { startRecordingProxy } from './support/recording_proxy.js';
import { startSite } from './support/site.js';
import { visit } from './support/visit.js';

const site = await startSite();
const proxy = await startRecordingProxy(site.origin);
const browser = await launchBrowser(proxy.switches);
after(async () => {
  await browser.close();
  await proxy.close();
  await site.close();
});

/** In the page: an analyzer's life with a photograph. */
async function live(worker: boolean): Promise<number> {
  const analyzer = await faceAnalyzer.createFaceAnalyzer({ worker });
  await analyzer.warmup();
  const { faces } = await analyzer.inspect(await inPage.fetchBlob('/photographs/face.png'));
  await analyzer.dispose();
  return faces.length;
}

/** In the page: tries the GPU on every network. It computes nothing, which an emulated one would take a minute for. */
async function tryGpu(): Promise<string> {
  GPUComputePassEncoder.prototype.dispatchWorkgroups = () => undefined;
  const analyzer = await faceAnalyzer.createFaceAnalyzer({ backend: 'webgpu', worker: false });
  await analyzer.dispose();
  return analyzer.capabilities().reason;
}

test('in two visits, in a worker and inline, with a trial of the GPU, the browser asks nobody but the page\'s own origin', async () => {
  const { page, close } = await visit(browser, site.origin);
  assert.equal(await page.evaluate(live, true), 1);
  assert.match(await page.evaluate(tryGpu), /^WebGPU gives wrong answers of every network /);
  await page.reload();
  assert.equal(await page.evaluate(live, false), 1);
  await page.waitForTimeout(500); // for a request that comes after all
  await close();
  assert.deepEqual(proxy.wanted.filter((origin) => origin !== site.origin), []);
  assert.equal(proxy.wanted.length, site.requests.length, 'each of them came through the proxy');
  assert.ok(site.requests.some((path) => /gpu\.js$/.test(path)), 'a GPU was tried');
});

const elsewhere: Readonly<Record<string, () => unknown>> = {
  'a request': () => fetch('https://elsewhere.example/').catch(() => null),
  'a beacon': () => navigator.sendBeacon('https://elsewhere.example/', 'a photograph'),
  'an image': () => void (new Image().src = 'http://elsewhere.example/a.png'),
  'a socket': () => void new WebSocket('wss://elsewhere.example/'),
};

for (const [what, reach] of Object.entries(elsewhere)) {
  test(`the test above would notice ${what}`, async () => {
    const before = proxy.wanted.length;
    const { page, close } = await visit(browser, site.origin);
    await page.evaluate(reach);
    const deadline = Date.now() + 10_000;
    while (!proxy.wanted.slice(before).some((origin) => /elsewhere\.example/.test(origin))) {
      assert.ok(Date.now() < deadline, 'nothing was noticed');
      await page.waitForTimeout(20);
    }
    await close();
  });
}
