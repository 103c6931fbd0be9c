import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { publint } from 'publint';
import { consumer, installed } from './support/consumer.js';

const attw = createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json').replace(/package\.json$/, 'dist/index.js');

const tarball = path.join(consumer, readdirSync(consumer).find((file) => file.endsWith('.tgz')) ?? '');

test('the package weighs at most 15 MB packed, the WebGPU build among them', () => {
  assert.ok(statSync(tarball).size <= 15e6);
});

test('publint finds nothing in the packed package', async () => {
  const { messages } = await publint({ pkgDir: installed, pack: false, strict: true, level: 'suggestion' });
  assert.deepEqual(messages, []);
});

test('are-the-types-wrong finds nothing in the packed package, for importers by ES modules', () => {
  const { status, stdout } = spawnSync(process.execPath, [attw, tarball, '--profile', 'esm-only', '--no-color'], { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
  for (const entry of ['proxy', 'draw']) assert.ok(stdout.includes(`"local-face-analyzer/${entry}"`), entry);
});
