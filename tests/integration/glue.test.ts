// The JavaScript around the core's WebAssembly, which every bundler and every runtime has to take as it is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { repositoryRoot } from '../../models/manifest.js';

const glue = readFileSync(new URL('build/wasm/face_analyzer.js', repositoryRoot), 'utf8');

test('it asks for no other module and knows no place of a file', () => {
  assert.doesNotMatch(glue, /\bimport\b/); // neither a module nor import.meta.url
  assert.doesNotMatch(glue, /\brequire\(/);
});

test('it makes no code from text, which a strict Content-Security-Policy forbids', () => {
  assert.doesNotMatch(glue, /\beval\(|\bnew Function\b|\bFunction\(/);
});
