import assert from 'node:assert/strict';
import { after, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../browser/support/browser.js';
import { answersOfNode, assertSameAnswer } from '../../browser/support/expected.js';
import { photographs } from '../../browser/support/photographs.js';
import { Server } from '../../browser/support/server.js';
import { type Visit, visit } from '../../browser/support/visit.js';

const { 'group.jpg': expected } = await answersOfNode(['group.jpg']);
const browser = await launchBrowser();
after(async () => browser.close());

/** A folder of a build as a host of static files serves it, until the test is over: the address of its first page. */
export async function serveFiles(test: TestContext, folder: string, path = '/'): Promise<string> {
  const server = await Server.start({ folders: { [path]: folder } });
  test.after(async () => server.close());
  return `${server.origin}${path}`;
}

/** Asserts that the example's page at an address answers as Node does. */
export async function assertAnswers(test: TestContext, address: string): Promise<void> {
  await assertAnswersOf(test, async (query) => visit(browser, address + query));
}

/**
 * Asserts that an example's page answers as Node does, on the first visit and on the second, in a worker and inline, without a complaint on
 * its console and without a request to another origin. Says in how many milliseconds from the address to the answer.
 * @param open visits the page in a fresh profile
 */
export async function assertAnswersOf(test: TestContext, open: (query: string) => Promise<Visit>): Promise<void> {
  for (const place of ['worker', 'inline']) {
    const start = performance.now();
    const { page, complaints, requests, close } = await open(`?${place}`);
    assertSameAnswer(await answerOn(page), expected, `the first answer, ${place}`);
    const cold = performance.now() - start;
    await page.reload();
    assertSameAnswer(await answerOn(page), expected, `the second visit's answer, ${place}`);
    const warm = performance.now() - start - cold;
    assert.deepEqual(complaints, []);
    assert.deepEqual(requests.filter((request) => new URL(request).origin !== new URL(page.url()).origin), []);
    await close();
    test.diagnostic(`first answer, ${place}: ${cold.toFixed(0)} ms cold, ${warm.toFixed(0)} ms warm`);
  }
}

/** Gives an example's page the photograph when it is ready, and takes the JSON that it shows. */
async function answerOn(page: Page): Promise<string> {
  const input = page.locator('input[type=file]:enabled');
  const failure = page.locator('output', { hasText: /^\w+-\w+: / });
  await input.or(failure).waitFor();
  assert.equal(await input.count(), 1, (await failure.allTextContents()).join());
  await input.setInputFiles({ name: 'group.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(photographs['group.jpg']) });
  const response = page.locator('pre', { hasText: /./ });
  await response.waitFor();
  assert.match(await page.locator('output').innerText(), /^Faces: 3$/);
  return (await response.textContent()) ?? '';
}
