import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import { core, everything, oneThread, using } from '../support/core.js';
import type { Transcript } from './transcripts.js';

/**
 * Analyses a file in the WebAssembly build as the native one did, with its options and outputs. What comes of the file's bytes alone is compared to the
 * last bit: refusals, and pixels, which the detector is shown. What comes of networks' outputs has gone through sines and logarithms, whose last bits are
 * each library's own: there it is the networks that are asked, and the response, its numbers about the same as long as the networks were shown the same.
 * @throws AssertionError where it does anything else; what the core throws
 */
export function replay(file: Uint8Array, { options, inferences, response }: Transcript): void {
  const { maximumFaces, minimumFace, ...switches } = options;
  const analysis = using(new core.Photograph(file.length), (photograph) => {
    photograph.bytes().set(file);
    return new core.Analysis(photograph, { ...everything, maximumFaces, minimumFace, switches: { ...everything.switches, ...switches } }, oneThread);
  });
  let isSame = true;
  for (const [index, { model, shape, input, outputs }] of inferences.entries()) {
    assert.ok(analysis.pending(), `where inference ${index} is, it ends with ${analysis.pending() ? '' : analysis.response()}`);
    assert.deepEqual([analysis.model(), analysis.inputShape()], [model, shape], `inference ${index}`);
    const digest = digestOf(analysis.input());
    if (model === 'face_detection') assert.equal(digest, input, `the pixels of inference ${index}`);
    isSame &&= digest === input;
    outputs.forEach((output, number) => fill(analysis.output(number, output.shape), output));
    analysis.resume();
  }
  if (analysis.pending()) analysis.fail('That is enough.');
  if ((JSON.parse(response) as { readonly error_code: number }).error_code !== 0) assert.equal(analysis.response(), response);
  else assertNear(analysis.response(), response, isSame);
  analysis.delete();
}

const number = /-?\d[\d.]*(e[+-]?\d+)?/g;

/** Made-up meshes may lie all in one place, and of a point any rotation is as good as another. */
const poses = /"pose_list":\[[^\]]*\]/g;

/** @param isSame whether the numbers are compared too, and not only how many there are, and of what */
function assertNear(actual: string, expected: string, isSame: boolean): void {
  assert.equal(actual.replaceAll(number, '#'), expected.replaceAll(number, '#'));
  const numbers = (text: string): number[] => [...text.replaceAll(poses, '').matchAll(number)].map(([digits]) => Number(digits));
  const others = numbers(expected);
  const far = numbers(actual).findIndex((value, index) => Math.abs(value - (others[index] ?? NaN)) > 0.02 + 1e-4 * Math.abs(value));
  if (isSame && far >= 0) assert.fail(`number ${far} of the response is ${numbers(actual)[far]}, not ${others[far]}`);
}

function fill(memory: Float32Array, { period, others }: Transcript['inferences'][number]['outputs'][number]): void {
  const bits = new Uint32Array(memory.buffer, memory.byteOffset, memory.length);
  for (let place = 0; place < bits.length; place += 1) bits[place] = period[place % period.length] ?? 0;
  for (const [place, number] of others) bits[place] = number;
}

/** CRC-32 of the numbers' bits, for which all that are none are one. */
function digestOf(numbers: Float32Array): number {
  const bits = numbers.map((number) => (Number.isNaN(number) ? NaN : number));
  return crc32(new Uint8Array(bits.buffer, bits.byteOffset, bits.byteLength));
}
