import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { createServer } from 'vite';
import type { CreateOptions } from '../../web/interface.js';
import { launchBrowser } from '../browser/support/browser.js';
import { answersOfNode, assertSameAnswer } from '../browser/support/expected.js';
import { Server } from '../browser/support/server.js';
import { visit } from '../browser/support/visit.js';
import { bundle, bundlerNames } from './support/bundlers.js';
import { consumer, writeSources } from './support/consumer.js';

declare global {
  /** In the project's page. */
  var answer: (options: CreateOptions) => Promise<string>;
}

writeSources();
const { 'group.jpg': expected } = await answersOfNode(['group.jpg']);
const browser = await launchBrowser();
after(async () => browser.close());

for (const bundler of bundlerNames) {
  test(`the project bundled by ${bundler} answers as Node does, in a worker and inline`, async (t) => {
    const folder = await bundle(bundler);
    assertNoEnvironment(folder);
    const server = await serve(folder);
    t.after(async () => server.close());
    await assertAnswers(`${server.origin}/index.html`);
  });
}

test("the project in Vite's development server answers as Node does, in a worker and inline", async (t) => {
  const server = await createServer({ root: consumer, configFile: false, logLevel: 'error', server: { port: 0 } });
  t.after(async () => server.close());
  await server.listen();
  const [address] = server.resolvedUrls?.local ?? [];
  assert.ok(address);
  await assertAnswers(address);
});

test('a page without a bundler answers as Node does, in a worker and inline', async (t) => {
  const server = await serve(consumer);
  t.after(async () => server.close());
  server.contents.set('/group.jpg', { type: 'image/jpeg', body: readFileSync(path.join(consumer, 'public/group.jpg')) });
  await assertAnswers(`${server.origin}/plain.html`);
});

async function serve(folder: string): Promise<Server> {
  return Server.start({ folders: { '/': folder } });
}

async function assertAnswers(address: string): Promise<void> {
  const { page, complaints, requests, close } = await visit(browser, address);
  for (const worker of [true, false]) assertSameAnswer(await page.evaluate(async (worker) => answer({ worker, exact: true }), worker), expected);
  assert.deepEqual(complaints, []);
  assert.deepEqual(requests.filter((request) => new URL(request).origin !== new URL(address).origin), []);
  await close();
}

/** A bundler would write what is asked of the environment, a key for one, into its bundle. */
function assertNoEnvironment(folder: string): void {
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('js'));
  assert.ok(scripts.length > 1);
  for (const script of scripts) assert.doesNotMatch(readFileSync(path.join(folder, script), 'utf8'), /process\.env|import\.meta\.env/, script);
}
