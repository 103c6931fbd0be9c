import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { type AttributeName, attributeNames } from '../../web/interface.js';
import type { Confidences, Emotions, Movements, RawQualities } from '../../web/core/core_module.js';
import type { FaceAnalyzerData } from '../../web/response.js';
import { samplePhotograph } from '../models/photographs.js';
import { analyse, analyzer, assertRefusal } from '../support/analysis.js';
import { type Run, analyze } from '../support/command.js';
import { difference, facesOf, pupilDistance } from '../support/faces.js';
import { fetchedPath, missing, samplePath } from '../support/files.js';
import { assertLengths, assertMeasured } from '../support/lengths.js';
import { type Line, linesOf } from '../support/lines.js';
import { cropped, encodeJpeg } from '../support/pictures.js';
import { assertValid } from '../support/schema.js';

const folder = mkdtempSync(path.join(tmpdir(), 'analyze-'));
after(() => rmSync(folder, { recursive: true }));

// A part of the first sample with one of its faces: quicker than a whole one.
const portrait = path.join(folder, 'portrait.jpg');
writeFileSync(portrait, encodeJpeg(cropped(samplePhotograph(1), { left: 300, top: 280, width: 400, height: 400 })));

/** The networks that run for any attribute but the landmarks, in the order of their first run. */
const attributeNetworks = ['face_features', 'age_gender', 'expression', 'emotion', 'attribute_heads'];

// What other runs are compared with.
const firstSample = analyze(samplePath(1));

/** What a run says that analysed its one file, everything or only some attributes of it. */
function dataOf(run: Run, attributes?: readonly AttributeName[]): FaceAnalyzerData {
  assert.equal(run.stderr, '');
  assert.equal(run.code, 0);
  return validData(JSON.parse(run.stdout), attributes);
}

function validData(response: unknown, attributes?: readonly AttributeName[]): FaceAnalyzerData {
  assertValid(response);
  assert.ok(response.data, response.error_msg);
  assertLengths(response.data);
  assertMeasured(response.data, attributes);
  return response.data;
}

test('the six sample photographs: one line each in their order, and every face found', async () => {
  const files = [1, 2, 3, 4, 5, 6].map(samplePath);
  const run = await analyze('--ndjson', ...files);
  assert.equal(run.code, 0);
  assert.equal(run.stderr, '', 'nothing is said where nobody watches');
  const lines = linesOf(run);
  assert.deepEqual(lines.map(({ file }) => file), files);
  for (const line of lines) assert.deepEqual(Object.keys(line), ['file', 'response']);
  const found = lines.map(({ response }) => validData(response));
  for (const { face_probability_list: probabilities } of found) {
    assert.deepEqual(probabilities, probabilities.toSorted((one, other) => other - one), 'in descending probability');
  }
  assert.deepEqual(lines.map(({ response: { image_width, image_height } }) => [image_width, image_height]), [
    [1920, 1280], [1920, 1367], [1920, 1350], [1920, 1448], [1920, 1398], [1920, 1537],
  ]);
  assert.deepEqual(found.map((data) => data.face_count), [3, 3, 3, 4, 5, 4]);
});

for (const file of ['astronaut.png', 'grace_hopper_512x512.jpg'].map(fetchedPath)) {
  test(`the one face of ${path.basename(file)}`, { skip: missing(file) }, async () => {
    const data = dataOf(await analyze(file));
    assert.equal(data.face_count, 1);
    assert.ok((data.face_probability_list[0] ?? 0) > 0.5);
  });
}

test('a photograph has the same answer every time; without a FILE it is the first sample\'s', async () => {
  const again = await analyze();
  assert.equal(dataOf(again).face_count, 3);
  assert.equal(again.stdout, (await firstSample).stdout, 'to the last byte');
});

test('the number of threads changes nothing in the answer, to the last byte', async () => {
  const files = [1, 5].map(samplePath); // three faces, and a group of five
  const alone = await analyze('--threads', '1', '--ndjson', ...files);
  assert.equal(linesOf(alone).length, files.length);
  for (const threads of ['2', '3', '4']) assert.equal((await analyze('--threads', threads, '--ndjson', ...files)).stdout, alone.stdout, `${threads} threads`);
});

test('--max-faces keeps the most probable, in its place but for what finer views would have told', async () => {
  const kept = facesOf(dataOf(await analyze('--max-faces', '1', samplePath(1))));
  const [most] = facesOf(dataOf(await firstSample));
  const [one] = kept;
  assert.ok(one && most && kept.length === 1);
  assert.ok(difference(one.landmarks, most.landmarks, pupilDistance(most)).mean < 0.02, 'the landmarks are off by more than .02 pupil distances on average');
  assert.ok(Math.abs(one.roll - most.roll) < 1 && Math.abs(one.yaw - most.yaw) < 1, 'the head is turned otherwise');
});

test('--min-face refuses a photograph whose faces are all smaller', async () => {
  const run = await analyze('--min-face', '400', samplePath(1));
  assert.equal(run.code, 1);
  const response: unknown = JSON.parse(run.stdout);
  assertValid(response);
  assert.match(assertRefusal(response, 422, 'ERROR_FACE_SIZE_RATIO_NOT_MET'), /400x400/);
});

test('--attributes: the attributes that are not in the list come back empty', async () => {
  for (const attributes of [['glasses'], ['age', 'mask']] as const) {
    const data = dataOf(await analyze('--attributes', attributes.join(','), portrait), attributes);
    assert.equal(data.face_count, 1);
    assert.equal(data.pupils.length, 6, 'pupils, pose and rectangle are no attribute');
  }
});

test('every attribute can be measured alone, with the same answer', async () => {
  const bytes = readFileSync(portrait);
  const all = (await analyse(bytes)).data;
  for (const attribute of attributeNames) {
    const { data } = await analyse(bytes, { attributes: [attribute] });
    assertMeasured(data, [attribute]);
    for (const [list, values] of Object.entries(data)) {
      if (Array.isArray(values) && values.length > 0) assert.deepEqual(values, all[list as keyof FaceAnalyzerData], `${attribute}: ${list}`);
    }
    if (attribute === 'quality') assert.deepEqual(data.qualities, all.qualities);
  }
});

test('the networks for attributes run only where one is asked for', async () => {
  const bytes = readFileSync(portrait);
  const finders = ['face_detection', 'face_mesh', 'head_pose'];
  for (const attributes of [[], ['landmarks']] as const) {
    const { faces, timings } = await analyzer.inspect(bytes, { attributes });
    assert.deepEqual(Object.keys(timings.networks), finders);
    for (const { embedding, confidences, emotions, qualities } of faces) assert.deepEqual([embedding.length, confidences, emotions, qualities], [0, null, null, null]);
  }
  const { timings } = await analyzer.inspect(bytes, { attributes: ['hat'] });
  assert.deepEqual(Object.keys(timings.networks), [...finders, ...attributeNetworks]);
});

interface DetailedLine extends Line {
  readonly details: {
    readonly faces: readonly {
      readonly embedding: readonly number[];
      readonly mesh: readonly (readonly number[])[];
      readonly confidences: Confidences;
      readonly emotions: Emotions;
      readonly movements: Movements;
      readonly qualities: RawQualities;
    }[];
    readonly timings: { readonly stages: Record<string, number>; readonly networks: Record<string, { milliseconds: number; runs: number }> };
  };
}

test('--details: file, response and details, with every face\'s embedding and mesh', async () => {
  const run = await analyze('--details', portrait);
  assert.equal(run.code, 0);
  const line = JSON.parse(run.stdout) as DetailedLine;
  assert.deepEqual(Object.keys(line), ['file', 'response', 'details']);
  assert.equal(line.file, portrait);
  const data = validData(line.response);

  const { faces, timings } = line.details;
  assert.equal(faces.length, data.face_count);
  for (const face of faces) {
    assert.deepEqual(Object.keys(face), ['embedding', 'mesh', 'confidences', 'emotions', 'movements', 'qualities']);
    assert.equal(face.embedding.length, 1024);
    assert.ok(Math.hypot(...face.embedding) > 0);
    assert.deepEqual(Object.keys(face.confidences), ['age', 'gender', 'expression', 'glasses', 'hat', 'mask', 'beauty']);
    assert.deepEqual(Object.keys(face.emotions), ['angry', 'disgusted', 'fearful', 'happy', 'neutral', 'sad', 'surprised']);
    assert.ok(Math.abs(Object.values(face.emotions).reduce((sum, share) => sum + share) - 1) < 1e-5);
    const { eyesOpen, mouthOpen, gaze } = face.movements;
    assert.ok([...eyesOpen, mouthOpen].every((open) => open >= 0 && open < 1) && Math.abs(gaze.yaw) < 45 && Math.abs(gaze.pitch) < 45);
    const { pupilDistance, light, noGlasses, noMask, recognition } = face.qualities;
    assert.ok(pupilDistance > 0 && light.contrast > 0 && Number.isFinite(recognition));
    for (const share of [...Object.values(face.confidences), noGlasses, noMask]) assert.ok(share >= 0 && share <= 1, `${share}`);
    assert.equal(face.mesh.length, 478);
    assert.ok(face.mesh.every((point) => point.length === 3 && point.every(Number.isFinite)));
  }
  assert.deepEqual(Object.keys(timings.stages), ['decode', 'search', 'mesh', 'features', 'qualities', 'response']);
  assert.ok(Object.values(timings.stages).every((milliseconds) => milliseconds >= 0));
  assert.deepEqual(Object.keys(timings.networks), ['face_detection', 'face_mesh', 'head_pose', ...attributeNetworks]);
  assert.ok(Object.values(timings.networks).every(({ milliseconds, runs }) => milliseconds > 0 && runs > 0));
});

test('--ndjson goes on after a file that is refused or cannot be read', async () => {
  const [absent, text] = [path.join(folder, 'absent.jpg'), path.join(folder, 'text.jpg')];
  writeFileSync(text, 'no picture');
  const run = await analyze('--ndjson', '--details', absent, text, portrait);
  assert.equal(run.code, 1);
  const lines = linesOf(run) as DetailedLine[];
  assert.deepEqual(lines.map(({ file }) => file), [absent, text, portrait]);
  const expected = [[400, 'MISSING_PARAMETERS'], [415, 'UNSUPPORTED_FILE_TYPES']] as const;
  for (const [index, [status, code]] of expected.entries()) {
    const line = lines[index];
    assertValid(line?.response);
    assertRefusal(line.response, status, code);
    assert.deepEqual(line.details.faces, []);
  }
  const answered = lines.at(-1);
  assert.equal(answered?.details.faces.length, validData(answered?.response).face_count);
  assert.match(run.stderr, /absent\.jpg/, 'what could not be read is named where people look');
});

test('--help explains the options', async () => {
  const { code, stdout, stderr } = await analyze('--help');
  assert.deepEqual([code, stderr], [0, '']);
  const options = ['ndjson', 'csv', 'files-from', 'null', 'resume', 'details', 'max-faces', 'min-face', 'attributes', 'workers', 'threads'];
  for (const said of [...options.map((option) => `\n  --${option} `), 'Exit code']) assert.ok(stdout.includes(said), said);
});

// What is typed, and what the message must name.
const wrongUsage: readonly (readonly [args: readonly string[], says: RegExp])[] = [
  [['--faces'], /--faces/],
  [['--max-faces'], /--max-faces/],
  [['--max-faces', '0', portrait], /--max-faces .*1 to 1000.*'0'/],
  [['--max-faces', 'two', portrait], /--max-faces .*1 to 1000.*'two'/],
  [['--max-faces=-1', portrait], /--max-faces .*1 to 1000.*'-1'/],
  [['--min-face', '7', portrait], /--min-face .*8 to 4096.*'7'/],
  [['--min-face', '64.5', portrait], /--min-face .*8 to 4096.*'64\.5'/],
  [['--min-face', '', portrait], /--min-face .*8 to 4096.*''/],
  [['--threads', '5', portrait], /--threads .*1 to 4.*'5'/],
  [['--attributes', 'age,height', portrait], /'height', only age, gender/],
  [['--workers', '0', portrait], /--workers .*1 to 64.*'0'/],
  [[portrait, samplePath(1)], /2 files need --ndjson.*--csv/],
  [[folder], /a folder, .*, needs --ndjson or --csv/],
  [['--files-from', portrait], /a list need --ndjson or --csv/],
  [['--null', portrait], /--null .*--files-from/],
  [['--ndjson', '--files-from', '-', '-'], /stdin can be read only once/],
  [['--csv', '--ndjson', portrait], /two formats/],
  [['--csv', '--details', portrait], /no room for --details/],
  [['--csv', '--resume', path.join(folder, 'out.csv'), portrait], /--resume needs NDJSON/],
  [['--resume', path.join(folder, 'out.ndjson'), '-'], /stdin has none/],
  [['--resume', portrait, portrait], /portrait\.jpg is no file that --ndjson wrote/],
];

for (const [args, says] of wrongUsage) {
  test(`wrong usage: ${args.map((argument) => path.basename(argument) || "''").join(' ')}`, async () => {
    const { code, stdout, stderr } = await analyze(...args);
    assert.equal(code, 2);
    assert.equal(stdout, '', 'nothing but JSON goes there');
    assert.match(stderr, says);
    assert.match(stderr, /Usage: local-face-analyzer analyze/);
  });
}
