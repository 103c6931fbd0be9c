import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { FaceAnalyzerError, type ImageInput, type Inspection } from 'local-face-analyzer';
import { answersTo } from '../../web/cli/answers.js';
import { Report } from '../../web/cli/report.js';
import { assertRefusal } from '../support/analysis.js';
import { analyze, analyzeIn } from '../support/command.js';
import { fullAnswer } from '../support/envelopes.js';
import { samplePath } from '../support/files.js';
import { filesOf, linesOf } from '../support/lines.js';
import { temporaryFolder, writeFiles } from '../support/photograph_folder.js';

const folder = temporaryFolder();
const files = writeFiles(folder, '1.jpg', '2.jpg', '3.jpg', '4.jpg', '5.jpg');

test('several workers answer in the photographs\' order, though the first one takes longest, and with the same bytes as one', async () => {
  const group = samplePath(5);
  const [alone, together] = await Promise.all([
    analyze('--ndjson', '--workers', '1', '--threads', '1', group, ...files),
    analyze('--ndjson', '--workers', '3', group, ...files),
  ]);
  assert.deepEqual(filesOf(together), [group, ...files]);
  assert.equal(together.stdout, alone.stdout);
  assert.equal(together.code, 0);
});

const breaking = (...calls: readonly number[]) => ({
  execArgv: ['--import', `${new URL('../support/breaking_engine.js', import.meta.url).href}?${calls.join()}`],
});

test('a photograph that breaks an engine is refused by PROCESSING_FAILURE, and the others are answered by the new engine', async () => {
  const [broken, whole] = await Promise.all([
    analyzeIn(breaking(2, 4), '--ndjson', '--workers', '1', '--threads', '1', ...files),
    analyze('--ndjson', '--workers', '1', '--threads', '1', ...files),
  ]);
  const lines = linesOf(broken);
  assert.deepEqual(lines.map(({ file }) => file), files);
  assert.deepEqual(lines.map(({ response }) => response.error_code), [0, 500, 0, 500, 0]);
  assert.match(assertRefusal(lines[1]!.response, 500, 'PROCESSING_FAILURE'), /thread ended/);
  assert.deepEqual(lines[4], linesOf(whole)[4]);
  assert.equal(broken.stderr, '');
  assert.equal(broken.code, 1);
});

const inspection: Inspection = { response: fullAnswer() as Inspection['response'], answeredBy: 'local', faces: [], timings: null };

/** Photographs without end. */
async function* endless(began: (number: number) => void) {
  for (let number = 0; ; number += 1) {
    began(number);
    yield { name: `${number}`, read: async () => Uint8Array.of(number) };
  }
}

test('while the first photograph takes its time the others go on, and only so many of their answers wait for it', async () => {
  let finishFirst = (): void => undefined;
  let begun = 0;
  const asked: number[] = [];
  const inspect = async (input: ImageInput): Promise<Inspection> => {
    const [number = 0] = input as Uint8Array;
    asked.push(number);
    if (number === 0) await new Promise<void>((resolve) => (finishFirst = resolve));
    return inspection;
  };
  const answers = answersTo(endless((number) => (begun = number + 1)), { pool: { inspect }, options: {}, report: new Report() }, 2)[Symbol.asyncIterator]();
  const first = answers.next();
  while (asked.length < 8) await new Promise(setImmediate);
  for (let turn = 0; turn < 100; turn += 1) await new Promise(setImmediate); // room for more, which must not come
  assert.deepEqual(asked, [0, 1, 2, 3, 4, 5, 6, 7], 'four for each worker');
  assert.ok(begun <= 8);
  finishFirst();
  const names = [(await first).value?.photograph.name];
  for (let count = 0; count < 20; count += 1) names.push((await answers.next()).value?.photograph.name);
  assert.deepEqual(names, Array.from({ length: 21 }, (_, number) => `${number}`));
  await answers.return?.();
});

test('so many photographs at once as there are workers, and no more', async () => {
  let [running, most] = [0, 0];
  const inspect = async (): Promise<Inspection> => {
    most = Math.max(most, (running += 1));
    await new Promise(setImmediate);
    running -= 1;
    return inspection;
  };
  let count = 0;
  for await (const _ of answersTo(endless(() => undefined), { pool: { inspect }, options: {}, report: new Report() }, 3)) if ((count += 1) === 30) break;
  assert.equal(most, 3);
});

test('an engine that cannot start ends everything: no photograph is to blame', async () => {
  const error = new Error('no memory');
  const inspect = async (): Promise<Inspection> => Promise.reject(error);
  const answers = answersTo(endless(() => undefined), { pool: { inspect }, options: {}, report: new Report() }, 2);
  await assert.rejects(async () => {
    for await (const _ of answers) assert.fail('there is no answer');
  }, error);
});

test('a file that is gone when the engine comes to it is a missing image', async (t) => {
  const said = t.mock.method(console, 'error', () => undefined);
  const report = new Report();
  const inspect = async (input: ImageInput): Promise<Inspection> => {
    if (input instanceof URL) throw new FaceAnalyzerError('unreadable-input', 'it is gone');
    assert.deepEqual(input, new Uint8Array());
    return inspection;
  };
  async function* photographs() {
    yield { name: 'gone.jpg', read: async () => pathToFileURL('/gone.jpg') };
  }
  for await (const answer of answersTo(photographs(), { pool: { inspect }, options: {}, report }, 1)) assert.equal(answer.inspection, inspection);
  assert.deepEqual(said.mock.calls.map(({ arguments: [line] }) => line as unknown), ['analyze: gone.jpg: it is gone']);
  assert.equal(report.exitCode, 1);
});
