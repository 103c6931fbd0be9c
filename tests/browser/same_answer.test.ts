import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { FaceAnalyzerResponse } from '../../web/response.js';
import { launchBrowser } from './support/browser.js';
import { assertAgree } from '../support/agree.js';
import { answersOfNode, assertSameAnswer } from './support/expected.js';
import { type PhotographName, photographs } from './support/photographs.js';
import { assetPath, isolation, startSite, strictPolicy } from './support/site.js';
import { visit } from './support/visit.js';

const browser = await launchBrowser();
after(async () => browser.close());

const places = [
  { place: 'on a page under the strict policy', headers: strictPolicy, threads: 1 },
  { place: 'on a cross-origin isolated page under the strict policy', headers: { ...strictPolicy, ...isolation }, threads: 2 },
];
const names = Object.keys(photographs) as PhotographName[];

const ownWorker = `
import { createFaceAnalyzer } from '/package/index.js';
onmessage = async ({ data: options }) => {
  const analyzer = await createFaceAnalyzer(options);
  postMessage(JSON.stringify(await analyzer.analyze('/photographs/face.png')));
};
`;

for (const { place, headers, threads } of places) {
  const expected = await answersOfNode(names, threads);
  const site = await startSite(headers);
  after(async () => site.close());

  test(`with ${threads} of its threads Node finds faces in two photographs and refuses two`, () => {
    const counts = names.map((name) => (JSON.parse(expected[name]) as FaceAnalyzerResponse).data?.face_count);
    assert.deepEqual(counts, [3, 1, undefined, undefined]);
  });

  for (const worker of [true, false]) {
    test(`${place}, ${worker ? 'in a worker' : 'inline'}, the response is Node's to the last byte`, async () => {
      const { page, complaints, close } = await visit(browser, site.origin);
      const actual = await page.evaluate(
        async ({ worker, threads, names }) => {
          const analyzer = await faceAnalyzer.createFaceAnalyzer({ worker, exact: true, ...(crossOriginIsolated ? { threads } : {}) });
          const answers: [string, string][] = [];
          for (const name of names) answers.push([name, JSON.stringify(await analyzer.analyze(await inPage.fetchBlob(`/photographs/${name}`)))]);
          const capabilities = analyzer.capabilities();
          await analyzer.dispose();
          return { answers: Object.fromEntries(answers), capabilities };
        },
        { worker, threads, names },
      );
      for (const name of names) assertSameAnswer(actual.answers[name] ?? '', expected[name], name);
      assert.deepEqual(complaints, []);
      const { backend, threads: used, simd, worker: ofItsOwn, answeredBy } = actual.capabilities;
      assert.deepEqual({ backend, used, simd, ofItsOwn, answeredBy }, { backend: 'wasm', used: threads, simd: true, ofItsOwn: worker, answeredBy: 'local' });
      await close();
    });
  }

  test(`${place}, asked by a worker of the application's own, the response is the same`, async () => {
    site.contents.set('/own_worker.js', { type: 'text/javascript', body: ownWorker });
    const { page, complaints, close } = await visit(browser, site.origin);
    for (const worker of [true, false]) {
      const answer = await page.evaluate(async (options) => {
        const own = new Worker('/own_worker.js', { type: 'module' });
        own.postMessage(options);
        return new Promise<string>((resolve, reject) => {
          own.onmessage = ({ data }) => resolve(data as string);
          own.onerror = () => reject(new Error('the worker failed'));
        }).finally(() => own.terminate());
      }, { worker, threads, exact: true });
      assertSameAnswer(answer, expected['face.png']);
    }
    assert.deepEqual(complaints, []);
    await close();
  });
}

test('a page that is isolated and yet has no memory to share, as in WebKitGTK, has one thread, at once', async () => {
  const site = await startSite(isolation);
  const { page, close } = await visit(browser, site.origin);
  const threads = await page.evaluate(async () => {
    Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
    const analyzer = await faceAnalyzer.createFaceAnalyzer({ threads: 2 });
    const { threads } = analyzer.capabilities();
    await analyzer.dispose();
    return threads;
  });
  assert.equal(threads, 1);
  await close();
  await site.close();
});

test('where exact answers are not asked for, and there is relaxed SIMD, the response says the same, its numbers to two hundredths', async () => {
  const expected = await answersOfNode(names);
  const site = await startSite();
  const before = site.requests.length;
  const { page, close } = await visit(browser, site.origin);
  for (const name of names) {
    const answer = await page.evaluate(async (name) => inPage.answer({ exact: false }, name), name);
    assertAgree(JSON.parse(answer), JSON.parse(expected[name]), name);
  }
  assert.ok(site.requests.slice(before).includes(assetPath('face_analyzer_relaxed.wasm')));
  await close();
  await site.close();
});
