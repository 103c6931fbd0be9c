import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../../models/manifest.js';
import { images } from '../support/images.js';
import { refusedImages } from '../support/refused_images.js';
import { changedFiles, wordsOf } from './changes.js';
import { compare, Difference } from './compare.js';
import { readAheadJpeg } from './found.js';
import { framed, type FuzzRecord, NativeSide, unframed } from './transcripts.js';
import { replay } from './replay.js';

const native = fileURLToPath(new URL('build/native/transcripts', repositoryRoot));
const files: readonly Uint8Array[] = [...Object.values(images), refusedImages.UNSUPPORTED_FILE_TYPES, refusedImages.FILE_DECODING_FAILURE];
const pool = { count: files.length, read: (index: number) => files[index] ?? Uint8Array.of(), words: wordsOf('a="\\xff\\xd8" b="IDAT"') };

test('the WebAssembly build does with 300 changed files what the native one does: the same refusals, pixels and answers', async () => {
  assert.equal(await compare(native, changedFiles(1, pool), (count) => count < 300), 300);
});

test('of a JPEG that ends in rubbish both builds say the same, as their decoders read equally far ahead', async () => {
  assert.equal(await compare(native, [{ script: Uint8Array.of(), file: readAheadJpeg }], () => true), 1);
});

test('a difference is noticed, whether of a refusal, of pixels or of an answer', async () => {
  const side = new NativeSide(native);
  const record: FuzzRecord = { script: new Uint8Array(500).fill(64), file: images.png };
  const transcript = await side.ask(record);
  side.close();
  replay(record.file, transcript);
  const [first, ...rest] = transcript.inferences;
  assert.ok(first);
  assert.throws(() => replay(images.bmp.subarray(0, 50), transcript), /where inference 0 is, it ends with .*FILE_DECODING_FAILURE/);
  assert.throws(() => replay(record.file, { ...transcript, inferences: [{ ...first, input: first.input ^ 1 }, ...rest] }), /the pixels of inference 0/);
  assert.throws(() => replay(record.file, { ...transcript, response: transcript.response.replace('log_id', 'log') }), assert.AssertionError);
});

test('a native side that breaks ends the comparison with the file in question, which can be kept', async () => {
  const record = { script: Uint8Array.of(1, 2, 3), file: images.bmp };
  await assert.rejects(compare('false', [record], () => true), (error) => error instanceof Difference && error.record === record && /ended with 1/.test(error.message));
  assert.deepEqual(unframed(framed(record)).file, Buffer.from(images.bmp));
});
