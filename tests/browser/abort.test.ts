import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launchBrowser } from './support/browser.js';
import { answersOfNode, assertSameAnswer } from './support/expected.js';
import type { Failure } from './support/in_page.js';
import { assetPath, startSite } from './support/site.js';
import { untilWorkersEnd, visit } from './support/visit.js';

const { 'face.png': expected } = await answersOfNode(['face.png']);
const site = await startSite();
const browser = await launchBrowser();
const { page } = await visit(browser, site.origin);
after(async () => {
  await browser.close();
  await site.close();
});

declare global {
  /** In the page: photographs. */
  var face: Blob;
  var group: Blob;
  /** In the page: a start and what ends it. */
  var controller: AbortController;
  var starting: Promise<Failure | null>;
}

for (const worker of [true, false]) {
  const place = worker ? 'in a worker' : 'inline';

  test(`${place}, an analyzer starts and warms up`, async () => {
    await page.evaluate(async (worker) => {
      globalThis.face = await inPage.fetchBlob('/photographs/face.png');
      globalThis.group = await inPage.fetchBlob('/photographs/group.jpg');
      globalThis.analyzer = await faceAnalyzer.createFaceAnalyzer({ worker, exact: true });
      await analyzer.warmup();
    }, worker);
  });

  test(`${place}, a signal that was aborted before the call ends it with its own reason`, async () => {
    const same = await page.evaluate(async () => {
      const reason = new Error('a reason of mine');
      return analyzer.analyze(face, { signal: AbortSignal.abort(reason) }).then(() => false, (error) => error === reason);
    });
    assert.ok(same);
  });

  test(`${place}, a call that is aborted while it waits ends at once, and the others are answered in their order`, async () => {
    const { ends, failure, answers } = await page.evaluate(async () => {
      const ends: string[] = [];
      const controller = new AbortController();
      const noted = async <Value>(name: string, promise: Promise<Value>): Promise<Value> => promise.finally(() => ends.push(name));
      const first = noted('first', analyzer.analyze(group, { attributes: [] }));
      const aborted = inPage.failureOf(noted('aborted', analyzer.analyze(face, { signal: controller.signal })));
      const last = noted('last', analyzer.analyze(face));
      controller.abort();
      const failure = await aborted;
      await first;
      return { ends, failure, answers: JSON.stringify(await last) };
    });
    assert.deepEqual(ends, ['aborted', 'first', 'last']);
    assert.equal(failure?.name, 'AbortError');
    assertSameAnswer(answers, expected);
  });

  test(`${place}, a call that is aborted in any of its stages ends, and the next one is answered as ever`, async () => {
    const whole = await page.evaluate(async () => {
      const times: number[] = [];
      for (let time = 0; time < 2; time += 1) {
        const begin = performance.now();
        await analyzer.analyze(group);
        times.push(performance.now() - begin);
      }
      return Math.min(...times);
    });
    const ends: { readonly share: number; readonly name: string | undefined; readonly wait: number }[] = [];
    for (const share of [0, 0.05, 0.2, 0.4, 0.6, 0.8]) {
      const { failure, answer, wait } = await page.evaluate(async (delay) => {
        const controller = new AbortController();
        const aborted = inPage.failureOf(analyzer.analyze(group, { signal: controller.signal }));
        const next = analyzer.analyze(face);
        await new Promise((resolve) => setTimeout(resolve, delay));
        controller.abort();
        const begin = performance.now();
        return { failure: await aborted, answer: JSON.stringify(await next), wait: performance.now() - begin };
      }, share * whole);
      assertSameAnswer(answer, expected, `what comes after an abort at ${share} of the time`);
      ends.push({ share, name: failure?.name, wait });
    }
    const aborted = ends.filter(({ name }) => name === 'AbortError');
    assert.deepEqual(ends.filter(({ share }) => share < 0.5), aborted.filter(({ share }) => share < 0.5)); // later ones may have been answered
    // Had the aborted calls kept their places, the next one would have waited for the rest of each.
    const soonest = Math.min(...aborted.filter(({ share }) => share < 0.3).map(({ wait }) => wait));
    assert.ok(soonest < 0.8 * whole, `the next call waited ${soonest} ms, where the aborted one takes ${whole} ms`);
  });

  test(`${place}, a start that is aborted while a file is loaded ends at once, and the next one works`, async () => {
    let asked: () => void = () => undefined;
    let answer: () => void = () => undefined;
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    site.changes.set(assetPath('face_mesh.onnx'), async (content) => {
      asked();
      await mayAnswer;
      return content;
    });
    const other = await visit(browser, site.origin); // whose cache is empty
    await other.page.evaluate(async (worker) => {
      globalThis.controller = new AbortController();
      globalThis.starting = inPage.failureOf(faceAnalyzer.createFaceAnalyzer({ worker, signal: controller.signal }));
    }, worker);
    await isAsked;
    const failure = await other.page.evaluate(async () => {
      controller.abort();
      return starting;
    });
    assert.equal(failure?.name, 'AbortError');
    await untilWorkersEnd(other.page);
    answer();
    site.changes.clear();
    assertSameAnswer(await other.page.evaluate(async (worker) => inPage.answer({ worker }), worker), expected);
    await other.close();
  });
}
