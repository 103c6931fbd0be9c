import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { answersOfNode, assertSameAnswer } from '../browser/support/expected.js';
import { consumer, installed, writeSources } from './support/consumer.js';

writeSources();

/** Runs a module in the project, as a process of its own. */
function runModule(source: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '--eval', source], { cwd: consumer, encoding: 'utf8' });
}

test('a script of the project answers as the package does here', async () => {
  const { 'group.jpg': expected } = await answersOfNode(['group.jpg']);
  assertSameAnswer(execFileSync(process.execPath, ['node.js'], { cwd: consumer, encoding: 'utf8' }), expected);
});

test('the command is installed', () => {
  const command = path.join(consumer, 'node_modules/.bin/local-face-analyzer');
  assert.match(execFileSync(command, ['--help'], { cwd: consumer, encoding: 'utf8' }), /analyze[^]*serve/);
});

test('a server that renders a page can import the browser entry: it asks for nothing of a browser', () => {
  const names = runModule(`
    for (const name of ['window', 'document', 'navigator', 'location', 'self', 'Worker', 'caches', 'indexedDB']) {
      Object.defineProperty(globalThis, name, { configurable: true, get() { throw new Error(name + ' is asked for'); } });
    }
    process.stdout.write(Object.keys(await import(${JSON.stringify(path.join(installed, 'dist/index.js'))})).join(' '));
  `);
  assert.match(names, /compareFaces.*createFaceAnalyzer/);
});

test('the drawing is imported by its name, and stands alone in its 10 KB', () => {
  assert.equal(runModule("process.stdout.write(typeof (await import('local-face-analyzer/draw')).drawFaces)"), 'function');
  const script = readFileSync(path.join(installed, 'dist/draw.js'), 'utf8');
  assert.doesNotMatch(script, /\bimport\b|\bfrom"/);
  assert.ok(script.length < 10_000, `${script.length} bytes`);
});

/** Bundles a script of the project for Node into a folder that no package.json calls one of modules, and runs it. */
async function runBundled(contents: string, withAssets: boolean): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'local-face-analyzer-'));
  try {
    const outfile = path.join(folder, 'bundled.mjs');
    await build({ stdin: { contents, resolveDir: consumer }, outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'silent', tsconfigRaw: '{}' });
    if (withAssets) cpSync(path.join(installed, 'dist/assets'), path.join(folder, 'assets'), { recursive: true });
    return execFileSync(process.execPath, [outfile], { cwd: consumer, encoding: 'utf8' }).trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("bundled for Node, its assets beside the bundle, the project's script answers as the package does here", async () => {
  const { 'group.jpg': expected } = await answersOfNode(['group.jpg']);
  assertSameAnswer(await runBundled(readFileSync(path.join(consumer, 'node.js'), 'utf8'), true), expected);
});

test('bundled for Node without its assets, it says that they are missing and what to do, in a worker and inline', async () => {
  const contents = `
    import { createFaceAnalyzer } from 'local-face-analyzer';
    for (const worker of [true, false]) await createFaceAnalyzer({ worker }).catch(({ code, message }) => console.log(code, message));
  `;
  const lines = (await runBundled(contents, false)).split('\n');
  assert.equal(lines.length, 2);
  for (const line of lines) assert.match(line, /^asset-missing engine_node\.mjs cannot be loaded from .*dist\/assets.*assetBase/);
});

test('both entries give the same', () => {
  const names = runModule(`
    const [browser, node] = await Promise.all(['index.js', 'node.js'].map((file) => import(${JSON.stringify(`${installed}/dist/`)} + file)));
    process.stdout.write(JSON.stringify([Object.keys(browser), Object.keys(node)]));
  `);
  const [browser, node] = JSON.parse(names) as [string[], string[]];
  assert.deepEqual(browser, node);
  assert.deepEqual(browser.slice().sort(), browser);
});

/** The scripts that the browser entry knows addresses of. ONNX Runtime's own, which look where they are, end in mjs. */
const scripts = [...readFileSync(path.join(installed, 'dist/index.js'), 'utf8').matchAll(/new URL\("\.\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file ?? '');

test('the browser entry knows the addresses of its scripts', () => {
  assert.ok(scripts.includes('assets/engine.js'), scripts.join());
});

for (const file of ['index.js', 'proxy.js', 'draw.js', ...scripts]) {
  test(`nothing of Node is reachable from ${file}: it can be bundled for browsers, out of itself`, async () => {
    const { metafile } = await build({
      entryPoints: [path.join(installed, 'dist', file)],
      absWorkingDir: path.join(installed, 'dist'),
      bundle: true,
      format: 'esm',
      platform: 'browser',
      logLevel: 'silent',
      metafile: true,
      write: false,
    });
    assert.deepEqual(Object.keys(metafile.inputs), [file]);
  });
}
