import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UsageError } from '../../web/cli/arguments.js';
import type { Inspection } from '../../web/interface.js';
import type { FaceAnalyzerResponse } from '../../web/response.js';
import { optionsOf } from './options.js';
import type { Draw } from './draw.js';
import { Judge, WrongAnswer } from './judge.js';
import { kindsOfPhotographs } from './photographs.js';
import { soakedHere } from './process.js';
import { soak } from './soak.js';

/** What every clone has: what the tests make, and the samples. */
const kinds = kindsOfPhotographs().slice(0, 2);

for (const [place, open] of [
  ['in a worker', () => soakedHere({ inline: false })],
  ['inline', () => soakedHere({ inline: true })],
] as const) {
  test(`${place}, 60 calls at random, with aborts and broken engines, each get their one right answer, in steady memory`, async () => {
    const subject = await open();
    const { calls, counts, memory: [warm, end] } = await soak(subject, { seed: 2, kinds, warmUp: 30, goesOn: (begun) => begun < 60 });
    assert.deepEqual([calls, counts.answered + counts.refused + counts.aborted + counts.broken], [60, 60]);
    for (const count of [counts.answered, counts.refused, counts.aborted, counts.broken, counts.repetitions]) assert.ok(count > 0, JSON.stringify(counts));
    assert.ok(end - warm < subject.mostGrowth, `${end - warm} MB more`);
  });
}

const draw: Draw = { photograph: { name: 'a.jpg', read: () => new Uint8Array() }, options: {}, abortAfter: null, harm: null };

/** A refusal by which a photograph was answered. */
function refusal(code: string, message: string, timings: unknown = {}): Inspection {
  const response: FaceAnalyzerResponse = {
    request_id: '', log_id: '', error_code: 500, error_code_str: code, error_msg: `No. - ${message}`,
    error_detail: { status_code: 500, code, code_message: 'No.', message },
  };
  return { response, answeredBy: 'local', faces: [], timings: timings as Inspection['timings'] };
}

const brokenEngine = refusal('PROCESSING_FAILURE', 'The engine broke down: unreachable', null);

test('what is wrong is noticed: another answer than before, a rejection that nobody asked for, an engine that breaks unharmed', () => {
  const judge = new Judge();
  assert.equal(judge.take(draw, refusal('FILE_DECODING_FAILURE', 'damaged')), 'refused');
  assert.equal(judge.take(draw, refusal('FILE_DECODING_FAILURE', 'damaged')), 'refused');
  assert.throws(() => judge.take(draw, refusal('FILE_DECODING_FAILURE', 'damaged otherwise')), WrongAnswer);
  assert.throws(() => judge.take(draw, { ...refusal('FILE_DECODING_FAILURE', 'damaged'), timings: null }), WrongAnswer);
  assert.throws(() => judge.take(draw, brokenEngine), WrongAnswer);
  judge.expectHarm('lose');
  assert.throws(() => judge.take(draw, brokenEngine), WrongAnswer, 'a lost GPU refuses nothing');
  judge.expectHarm('trap');
  assert.equal(judge.take(draw, brokenEngine), 'broken');
  assert.throws(() => judge.take(draw, brokenEngine), WrongAnswer, 'one for each engine');
  const rejection = { rejectedWith: 'Error: enough', isAborted: true, isReason: true };
  assert.equal(judge.takeRejection(rejection), 'aborted');
  assert.throws(() => judge.takeRejection({ ...rejection, isReason: false }), WrongAnswer);
  assert.throws(() => judge.takeRejection({ ...rejection, isAborted: false }), WrongAnswer);
});

test('minutes or calls, a seed, and nothing else', () => {
  assert.equal(optionsOf(['7']).minutes, 7);
  assert.deepEqual(optionsOf(['--calls', '5000', '--seed', '3', '--inline']), { minutes: 5, calls: 5000, seed: 3, inline: true, browser: false, gpu: false, help: false });
  for (const wrong of [['a'], ['0'], ['1', '2'], ['1', '--calls', '2'], ['--seed', '-1'], ['--gpu'], ['--speed']]) {
    assert.throws(() => optionsOf(wrong), UsageError, wrong.join(' '));
  }
});
