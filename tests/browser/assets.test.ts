import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { after, test } from 'node:test';
import { repositoryRoot } from '../../models/manifest.js';
import type { Progress } from '../../web/interface.js';
import { launchBrowser } from './support/browser.js';
import { answersOfNode, assertSameAnswer } from './support/expected.js';
import { assetPath, startSite } from './support/site.js';
import type { Change, Content } from './support/server.js';
import { visit } from './support/visit.js';

const { 'face.png': expected } = await answersOfNode(['face.png']);
const site = await startSite();
const sharing = await startSite({ 'access-control-allow-origin': '*' });
const insecure = 'insecure.test'; // which is this machine, but the browser does not trust it as it does localhost
const browser = await launchBrowser([`--host-resolver-rules=MAP ${insecure} 127.0.0.1`]);
after(async () => {
  await browser.close();
  await Promise.all([site.close(), sharing.close()]);
});

const isChecked = (file: string): boolean => /\.(wasm|onnx)$/.test(file);

/** The checked files that the server was asked for since some number of requests. */
function checkedSince(before: number): string[] {
  return site.requests.slice(before).filter(isChecked).sort();
}

test('each file is loaded once, kept, and not loaded by the page opened again', async () => {
  const before = site.requests.length;
  const { page, close } = await visit(browser, site.origin);
  await page.evaluate(async () => inPage.answer());
  const loaded = checkedSince(before);
  const networks = readdirSync(new URL('dist/assets/', repositoryRoot)).filter((file) => file.endsWith('.onnx'));
  assert.deepEqual(loaded.filter((file) => file.endsWith('.onnx')), networks.map(assetPath));
  assert.equal(new Set(loaded).size, loaded.length);

  const then = site.requests.length;
  await page.reload();
  assertSameAnswer(await page.evaluate(async () => inPage.answer()), expected);
  assert.deepEqual(checkedSince(then), []);
  await close();
});

test('created for the landmarks alone, the page loads three networks, measures just that, and refuses to measure more', async () => {
  const { page, close } = await visit(browser, site.origin);
  const before = site.requests.length;
  const { response, code, networks } = await page.evaluate(async () => {
    const analyzer = await faceAnalyzer.createFaceAnalyzer({ attributes: ['landmarks'], backend: 'wasm' });
    await analyzer.warmup();
    const image = await inPage.fetchBlob('/photographs/face.png');
    const response = await analyzer.analyze(image);
    const code = await analyzer.analyze(image, { attributes: ['landmarks', 'age'] }).catch((error: unknown) => (error as { code: string }).code);
    return { response, code, networks: Object.keys(analyzer.capabilities().networks) };
  });
  const profile = ['face_detection', 'face_mesh', 'head_pose'];
  assert.deepEqual(checkedSince(before).filter((file) => file.endsWith('.onnx')), profile.map((name) => assetPath(`${name}.onnx`)));
  assert.deepEqual(networks.sort(), profile);
  assert.deepEqual([response.data?.face_count, response.data?.landmarks?.length, response.data?.age_list], [1, 210, []]);
  assert.equal(code, 'invalid-argument');
  await close();
});

test('with the cache switched off nothing is kept', async () => {
  const { page, close } = await visit(browser, site.origin);
  await page.evaluate(async () => inPage.answer({ cache: false }));
  assert.deepEqual(await page.evaluate(async () => caches.keys()), []);
  const before = site.requests.length;
  await page.evaluate(async () => inPage.answer({ cache: false }));
  assert.ok(checkedSince(before).length > 0);
  await close();
});

test('where the browser refuses its cache, the files are loaded each time', async () => {
  const { page, close } = await visit(browser, site.origin);
  const actual = await page.evaluate(async () => {
    caches.open = async () => Promise.reject(new DOMException('not here', 'SecurityError'));
    return inPage.answer({ worker: false });
  });
  assertSameAnswer(actual, expected);
  await close();
});

test('on a page without HTTPS, which has neither a cache nor a SHA-256, the files are checked all the same', async () => {
  const { page, close } = await visit(browser, site.origin.replace('localhost', insecure));
  assert.equal(await page.evaluate(() => isSecureContext), false);
  assertSameAnswer(await page.evaluate(async () => inPage.answer()), expected);
  await close();
});

test('on such a page the SHA-256 of the package is told with its name where it is missing', async (t) => {
  t.after(() => site.changes.delete(assetPath('sha256.js')));
  site.changes.set(assetPath('sha256.js'), gone);
  const { page, close } = await visit(browser, site.origin.replace('localhost', insecure));
  const failure = await page.evaluate(async () => inPage.failureOf(faceAnalyzer.createFaceAnalyzer()));
  assert.equal(failure?.code, 'asset-missing');
  assert.match(failure.message, /sha256\.js/);
  await close();
});

for (const { place, base } of [
  { place: 'another folder', base: '/moved' },
  { place: 'another origin that shares it', base: `${sharing.origin}/moved/` },
]) {
  test(`the files are found in ${place} where 'assetBase' says so, and nowhere else`, async () => {
    const { page, requests, close } = await visit(browser, site.origin);
    for (const worker of [true, false]) {
      const options = { worker, assetBase: base, cache: false };
      assertSameAnswer(await page.evaluate(async (options) => inPage.answer(options), options), expected);
    }
    assert.deepEqual(requests.filter((address) => address.includes('/assets/')), []);
    await close();
  });
}

test('a file that was damaged in the cache is loaded again', async () => {
  const { page, close } = await visit(browser, site.origin);
  await page.evaluate(async () => {
    await inPage.answer();
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) await cache.put(request, new Response('rubbish'));
    }
  });
  assertSameAnswer(await page.evaluate(async () => inPage.answer()), expected);
  await close();
});

test('the bytes that are reported grow from file to file up to the total, from the network and from the cache', async () => {
  const { page, close } = await visit(browser, site.origin);
  const before = site.requests.length;
  const reports = async (): Promise<Progress[]> => {
    const reports: Progress[] = [];
    await inPage.answer({ onProgress: (progress) => reports.push(progress) });
    return reports;
  };
  const first = await page.evaluate(reports);
  const sizes = checkedSince(before).map((path) => statSync(new URL(`dist/assets/${path.slice(assetPath('').length)}`, repositoryRoot)).size);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  for (const progress of [first, await page.evaluate(reports)]) {
    assert.deepEqual(new Set(progress.map((report) => report.total)), new Set([total]));
    const loaded = progress.map((report) => report.loaded);
    assert.deepEqual(loaded, loaded.toSorted((one, other) => one - other));
    assert.equal(loaded.at(-1), total);
    assert.ok(progress.every(({ file }) => isChecked(file)), JSON.stringify(progress));
  }
  assert.ok(first.length > sizes.length, `large files come in pieces, not in ${first.length} steps`);
  await close();
});

const flipped: Change = (content) => changed(content, (bytes) => bytes.map((byte, index) => (index === 1000 ? byte ^ 1 : byte)));
const cut: Change = (content) => changed(content, (bytes) => bytes.subarray(0, bytes.length - 1000));
const gone: Change = () => undefined;
const pageInstead: Change = () => ({ type: 'text/html', body: '<!doctype html><title>The page that answers every address</title>' });

function changed(content: Content | undefined, change: (bytes: Uint8Array) => Uint8Array): Content {
  assert.ok(content && typeof content.body !== 'string');
  return { ...content, body: change(new Uint8Array(content.body)) };
}

const damages: readonly { readonly damage: string; readonly change: Change; readonly code: string }[] = [
  { damage: 'with one bit changed', change: flipped, code: 'asset-damaged' },
  { damage: 'cut short', change: cut, code: 'asset-damaged' },
  { damage: 'not there', change: gone, code: 'asset-missing' },
  { damage: 'a page in its place', change: pageInstead, code: 'asset-missing' },
];
const files = ['face_mesh.onnx', 'face_analyzer_relaxed.wasm', 'engine.js'];

for (const file of files) {
  test(`a wrong ${file} is told with its name, and nothing of it stays`, async (t) => {
    const path = assetPath(file);
    t.after(() => site.changes.delete(path));
    const { page, close } = await visit(browser, site.origin);
    // Scripts cannot be checked, as bundlers may rewrite them; and they are loaded in another way inline.
    const [wrong, places] = isChecked(file) ? [damages, [true]] : [damages.slice(2), [true, false]];
    for (const { damage, change, code } of wrong) {
      site.changes.set(path, change);
      for (const worker of places) {
        const failure = await page.evaluate(async (worker) => inPage.failureOf(faceAnalyzer.createFaceAnalyzer({ worker })), worker);
        const what = `${damage}, ${worker ? 'in a worker' : 'inline'}: ${failure?.message ?? 'it started'}`;
        assert.deepEqual([failure?.code, failure?.ours], [code, true], what);
        assert.ok(failure?.message.includes(file), what);
      }
    }
    site.changes.delete(path);
    await page.reload();
    assertSameAnswer(await page.evaluate(async () => inPage.answer()), expected, 'the answer once the file is right');
    await close();
  });
}
