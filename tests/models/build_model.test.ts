import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildModel, convertModel, resultOf } from '../../models/convert/build_model.js';
import { readTfjs } from '../../models/convert/tfjs_reader.js';
import { type Entry, type Heads, readManifest, repositoryRoot, withResult } from '../../models/manifest.js';

const { models } = readManifest();
const command = fileURLToPath(new URL('../../models/build.js', import.meta.url));
let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'models-')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

/** An entry that is made out of a package. */
function entryOf(name: string): Exclude<Entry, Heads> {
  const entry = models.find((model) => model.name === name);
  assert.ok(entry && entry.kind !== 'heads');
  return entry;
}

test('the command makes every recorded file, byte for byte, and nothing else', () => {
  execFileSync(process.execPath, [command, '--output', folder]);
  assert.deepEqual(readdirSync(folder).sort(), models.map((entry) => entry.result.file).sort());
  for (const entry of models) assert.deepEqual(resultOf(entry, readFileSync(path.join(folder, entry.result.file))), entry.result);
});

test('the command names what it needs', () => {
  const { status, stderr } = spawnSync(process.execPath, [command], { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(stderr, /--output FOLDER/);
});

test('a file that is there stays, a damaged one is made again', () => {
  const entry = entryOf('emotion');
  assert.equal(buildModel(entry, folder), 'written');
  assert.equal(buildModel(entry, folder), 'already there');
  truncateSync(path.join(folder, entry.result.file), 1000);
  assert.equal(buildModel(entry, folder), 'written');
});

test('an unexpected source or result is an error and leaves no file', () => {
  const entry = entryOf('emotion');
  const [file] = entry.source.files;
  assert.ok(file);
  const otherResult = { ...entry, result: { ...entry.result, sha256: '0' } };
  assert.throws(() => buildModel(otherResult, folder), /emotion\.onnx came out with sha256/);
  const otherSource = { ...otherResult, source: { ...entry.source, files: [{ ...file, sha256: '0' }] } };
  assert.throws(() => buildModel(otherSource, folder), /emotion\.json has sha256/);
  const otherVersion = { ...otherResult, source: { ...entry.source, version: '0.0.0' } };
  assert.throws(() => buildModel(otherVersion, folder), /is 3\.0\.4, not 0\.0\.0/);
  const otherPackage = { ...otherResult, source: { ...entry.source, package: 'no-such-package' } };
  assert.throws(() => buildModel(otherPackage, folder), /not installed/);
  assert.deepEqual(readdirSync(folder), []);
});

test('an operator the converter does not know is an error that names it', () => {
  const json = { modelTopology: { node: [{ name: 'x', op: 'Placeholder' }, { name: 'y', op: 'Fft', input: ['x'] }] }, weightsManifest: [] };
  assert.throws(() => readTfjs(JSON.stringify(json), new Uint8Array()), /the operator Fft of y is not known/);
});

test('recording a result changes nothing else', () => {
  const text = readFileSync(new URL('models/manifest.json', repositoryRoot), 'utf8');
  const { result } = entryOf('face_mesh');
  const changed = withResult(text, { ...result, bytes: 7, sha256: 'ab' });
  assert.notEqual(changed, text);
  assert.equal(withResult(changed, result), text);
  assert.throws(() => withResult(text, { ...result, file: 'other.onnx' }), /other\.onnx/);
});

test('every entry has its card', () => {
  for (const entry of models) assert.ok(existsSync(new URL(entry.card, repositoryRoot)), entry.card);
});

test('the canonical face is a symmetric face in centimetres, x to image-right, y up, z towards the camera', () => {
  const json = Buffer.from(convertModel(entryOf('canonical_face'))).toString();
  const face = JSON.parse(json) as { vertices: [number, number, number][]; procrustes: [number, number][] };
  assert.equal(face.vertices.length, 468);
  assert.equal(face.procrustes.length, 33);
  // Of each pair the vertex at image-left comes first: outer and inner eye corners, mouth corners.
  for (const [left, right] of [[33, 263], [133, 362], [61, 291]] as const) {
    const [[leftX, ...leftRest], [rightX, ...rightRest]] = [face.vertices[left] ?? [0], face.vertices[right] ?? [0]];
    assert.ok(leftX < -1 && Math.abs(leftX + rightX) < 1e-4);
    leftRest.forEach((value, axis) => assert.ok(Math.abs(value - (rightRest[axis] ?? 0)) < 1e-4));
  }
  const vertex = (index: number): readonly [number, number, number] => face.vertices[index] ?? [Number.NaN, Number.NaN, Number.NaN];
  const [forehead, noseTip, chin] = [vertex(10), vertex(1), vertex(152)];
  assert.ok(forehead[1] - chin[1] > 15 && forehead[1] - chin[1] < 20, 'a face is 15 to 20 cm high');
  assert.ok(noseTip[2] > forehead[2] && noseTip[2] > chin[2], 'the nose points to the camera');
});
