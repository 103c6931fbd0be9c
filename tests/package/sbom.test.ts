import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { readManifest, repositoryRoot, runnablesOf } from '../../models/manifest.js';
import { billOfMaterials, type Component } from '../../web/package/sbom.js';

const bill = billOfMaterials();
const shipped = bill.components.filter(({ scope }) => scope === 'required');

/** A row of THIRD_PARTY_NOTICES.md: what is named, and the files that hold it. */
interface Notice {
  readonly what: string;
  readonly where: string;
}

const notices = readFileSync(new URL('THIRD_PARTY_NOTICES.md', repositoryRoot), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(2) // the head and its line
  .map((line): Notice => ({ what: line.split(' | ')[0] ?? '', where: line.split(' | ')[1] ?? '' }));

const letters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
const concerns = ({ what, where }: Notice, { name }: Component): boolean =>
  where.includes(`\`${name}.onnx\``) || letters(what).includes(letters(path.basename(name)));

test('the bill of materials is CycloneDX: its version, and every component with a reference of its own, name, version and licence', () => {
  assert.deepEqual([bill.bomFormat, bill.specVersion], ['CycloneDX', '1.5']);
  assert.equal(bill.metadata.component.name, 'local-face-analyzer');
  const references = bill.components.map((component) => component['bom-ref']);
  assert.equal(new Set(references).size, references.length);
  for (const { name, version, licenses, hashes = [] } of bill.components) {
    assert.ok(name !== '' && version !== '' && licenses !== undefined && licenses.length > 0, name);
    for (const { alg, content } of hashes) assert.match(content, alg === 'SHA-256' ? /^[0-9a-f]{64}$/ : /^[0-9a-f]{40,128}$/, `${name}: ${alg}`);
  }
});

test('everything that the bill refers to is in it, and the package depends on all that it contains', () => {
  const known = new Set([bill.metadata.component['bom-ref'], ...bill.components.map((component) => component['bom-ref'])]);
  for (const { ref, dependsOn = [] } of bill.dependencies) assert.deepEqual([ref, ...dependsOn].filter((reference) => !known.has(reference)), [], ref);
  const whole = bill.dependencies.find(({ ref }) => ref === bill.metadata.component['bom-ref']);
  assert.deepEqual(whole?.dependsOn, shipped.map((component) => component['bom-ref']));
});

test('every network of the package is in the bill, with the sha256 of its file', () => {
  for (const { name, result } of runnablesOf(readManifest())) {
    assert.equal(shipped.find((component) => component.name === name)?.hashes?.[0]?.content, result.sha256, name);
  }
});

test('every notice of THIRD_PARTY_NOTICES.md is of a component in the package, or of a package that weights and samples come from', () => {
  assert.ok(notices.length > 10);
  const sources = new Set(readManifest().models.flatMap((entry) => ('source' in entry ? [entry.source.package] : [])));
  const origins = bill.components.filter(({ name, scope }) => scope === 'required' || sources.has(name));
  const unknown = notices.filter((notice) => !origins.some((component) => concerns(notice, component)));
  assert.deepEqual(unknown, []);
});

test('every component in the package but our own heads has its notice, the packages that others brought along too', () => {
  assert.ok(shipped.some(({ name }) => name === 'string-width'), 'which only cli-progress asks for');
  const unnamed = shipped.filter((component) => !notices.some((notice) => concerns(notice, component))).map(({ name }) => name);
  assert.deepEqual(unnamed, ['attribute_heads']);
});
