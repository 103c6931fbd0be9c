/** docs/model-licences.md, read as a specification. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createFaceAnalyzer } from 'local-face-analyzer';
import { readManifest, repositoryRoot, runnablesOf } from '../../models/manifest.js';
import { type AttributeName, attributeNames } from '../../web/interface.js';
import { samplePhotograph } from '../models/photographs.js';
import { analyzer } from '../support/analysis.js';
import { cropped, encodeJpeg } from '../support/pictures.js';

const text = readFileSync(new URL('docs/model-licences.md', repositoryRoot), 'utf8');

/** The table's rows: each network, and whether the profile runs it. */
const rows = [...text.matchAll(/^\| `(\w+)` \|.*\| (yes|no) \|$/gm)].map(([, network = '', profile]) => ({ network, inProfile: profile === 'yes' }));

/** What the document tells its readers to pass. */
const profile = JSON.parse((/attributes: (\[[^\]]*\]) \}/.exec(text)?.[1] ?? 'null').replaceAll("'", '"')) as AttributeName[];

const portrait = encodeJpeg(cropped(samplePhotograph(1), { left: 300, top: 280, width: 400, height: 400 }));

async function networksOf(attributes: readonly AttributeName[]): Promise<string[]> {
  const { response, timings } = await analyzer.inspect(portrait, { attributes });
  assert.equal(response.data?.face_count, 1);
  return Object.keys(timings.networks).sort();
}

test('the table has a row for each network', () => {
  assert.deepEqual(rows.map(({ network }) => network), runnablesOf(readManifest()).map(({ name }) => name));
});

test('with the profile just those networks run that the table says, all of them under Apache-2.0', async () => {
  const expected = rows.filter(({ inProfile }) => inProfile).map(({ network }) => network);
  assert.deepEqual(await networksOf(profile), expected.sort());
  const licences = readManifest().models.filter(({ name }) => expected.includes(name)).map(({ licence }) => licence);
  assert.deepEqual([...new Set(licences)], ['Apache-2.0']);
});

test('every attribute that the profile leaves out runs networks that are not in it', async () => {
  const others = attributeNames.filter((attribute) => !profile.includes(attribute));
  const all = rows.map(({ network }) => network).sort();
  for (const attribute of others) assert.deepEqual(await networksOf([attribute]), all, attribute);
});

/** A folder of the package's files without some. */
function assetsWithout(t: TestContext, missing: (network: string) => boolean): URL {
  const assets = fileURLToPath(new URL('dist/assets/', repositoryRoot));
  const folder = mkdtempSync(path.join(tmpdir(), 'assets-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const file of readdirSync(assets).filter((file) => !missing(path.parse(file).name))) symlinkSync(path.join(assets, file), path.join(folder, file));
  return pathToFileURL(`${folder}/`);
}

test('created for the profile, the package needs no file of any other network', async (t) => {
  const others = rows.filter(({ inProfile }) => !inProfile).map(({ network }) => network);
  const assetBase = assetsWithout(t, (network) => others.includes(network));
  await using created = await createFaceAnalyzer({ assetBase, attributes: profile });
  const { response, timings } = await created.inspect(portrait);
  assert.equal(response.data?.face_count, 1);
  assert.deepEqual(Object.keys(timings?.networks ?? {}).sort(), rows.filter(({ inProfile }) => inProfile).map(({ network }) => network).sort());
});

test('created for more, it does not start where a network is missing', async (t) => {
  const assetBase = assetsWithout(t, (network) => network === 'emotion');
  await assert.rejects(createFaceAnalyzer({ assetBase }), { code: 'asset-missing', message: /emotion\.onnx/ });
  await assert.rejects(createFaceAnalyzer({ assetBase, attributes: [...profile, 'age'] }), { code: 'asset-missing' });
});
