import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { publint } from 'publint';
import { consumer, installed } from './support/consumer.js';

const attw = createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json').replace(/package\.json$/, 'dist/index.js');

test('publint finds nothing in the packed package', async () => {
  const { messages } = await publint({ pkgDir: installed, pack: false, strict: true, level: 'suggestion' });
  assert.deepEqual(messages, []);
});

test('are-the-types-wrong finds nothing in the packed package, for importers by ES modules', () => {
  const [tarball] = readdirSync(consumer).filter((file) => file.endsWith('.tgz'));
  assert.ok(tarball);
  const { status, stdout } = spawnSync(process.execPath, [attw, path.join(consumer, tarball), '--profile', 'esm-only', '--no-color'], { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
  for (const entry of ['proxy', 'draw']) assert.ok(stdout.includes(`"local-face-analyzer/${entry}"`), entry);
});
