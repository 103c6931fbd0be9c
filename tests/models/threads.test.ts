import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readManifest, runnablesOf } from '../../models/manifest.js';

const program = fileURLToPath(new URL('output_digests.js', import.meta.url));

function digests(threads: number): Record<string, string> {
  return JSON.parse(execFileSync(process.execPath, [program, String(threads)], { encoding: 'utf8' })) as Record<string, string>;
}

test('every network gives the same bits with one to four threads', () => {
  const alone = digests(1);
  for (const { name } of runnablesOf(readManifest())) assert.ok(Object.keys(alone).some((input) => input.startsWith(`${name} of `)), name);
  for (const threads of [2, 3, 4]) assert.deepEqual(digests(threads), alone, `${threads} threads`);
});
