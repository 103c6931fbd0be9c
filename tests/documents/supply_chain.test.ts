/** docs/supply-chain.md against package.json and the lock file. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { repositoryRoot } from '../../models/manifest.js';

const textOf = (file: string): string => readFileSync(new URL(file, repositoryRoot), 'utf8');

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly license?: string; readonly integrity?: string }>>;
}

const { devDependencies, dependencies } = JSON.parse(textOf('package.json')) as { devDependencies: Record<string, string>; dependencies?: unknown };
const { packages } = JSON.parse(textOf('package-lock.json')) as Lock;
const tableRow = /^\| (\S[^|]*?) \| ([^|]*) \| [^|]* \| ([^|]*) \| [^|]*\|$/gm;
const found = [...textOf('docs/supply-chain.md').matchAll(tableRow)];
const rows = new Map(found.map(([, name = '', version = '', licence = '']) => [name.split(',')[0], { version, licence }]));

test('the package has no dependencies, and what makes and tests it has exact versions', () => {
  assert.equal(dependencies, undefined);
  for (const [name, version] of Object.entries(devDependencies)) assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, name);
});

test('the lock file knows a checksum of every package', () => {
  const all = Object.entries(packages).filter(([folder]) => folder !== '');
  assert.ok(all.length > Object.keys(devDependencies).length);
  for (const [folder, { integrity }] of all) assert.match(integrity ?? '', /^sha512-/, folder);
});

test('each dependency has a row, with its version and its licence', () => {
  for (const [name, version] of Object.entries(devDependencies)) {
    assert.deepEqual(rows.get(name), { version, licence: packages[`node_modules/${name}`]?.license }, name);
  }
});
