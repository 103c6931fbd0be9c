import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkedCreateOptions, checkedOptions, optionsWithin } from '../../web/analyzer/options.js';

/** Options as JavaScript gives them, whose types nobody checked. */
const wrong = <Options>(options: unknown): Options => options as Options;

test('options that are undefined are as if they were not given', () => {
  assert.deepEqual(checkedOptions(wrong({ maxFaces: undefined, minFace: 20 })), { minFace: 20 });
});

test('numbers out of range pass: the core refuses them as the contract says', () => {
  assert.deepEqual(checkedOptions({ maxFaces: 0, minFace: -1 }), { maxFaces: 0, minFace: -1 });
});

test('values of another type are wrong use, and the message says what is right', () => {
  for (const options of [{ maxFaces: '3' }, { minFace: null }, { attributes: 'age' }, { attributes: ['smile'] }, { signal: {} }]) {
    assert.throws(() => checkedOptions(wrong(options)), { name: 'FaceAnalyzerError', code: 'invalid-argument', message: / takes / });
  }
  for (const options of [{ attributes: ['smile'] }, { backend: 'gpu' }, { worker: 1 }, { threads: 0 }, { threads: 1.5 }, { exact: 'yes' }, { assetBase: 5 }, { fallback: {} }, { onProgress: true }]) {
    assert.throws(() => checkedCreateOptions(wrong(options)), { code: 'invalid-argument', message: / takes / });
  }
});

test('faces are expected as inspect gives them, with a mesh of 478 points; the core looks at its numbers', () => {
  const mesh = new Float32Array(478 * 3).fill(NaN);
  assert.deepEqual(checkedOptions({ expected: [{ mesh }] }), { expected: [{ mesh }] });
  assert.deepEqual(checkedOptions({ expected: [] }), { expected: [] });
  for (const expected of [mesh, { mesh }, [mesh], [null], [{}], [{ mesh: [...mesh] }], [{ mesh: mesh.slice(1) }], [{ mesh }, { mesh: null }]]) {
    assert.throws(() => checkedOptions(wrong({ expected })), { code: 'invalid-argument', message: /'expected' takes a list of faces/ });
  }
});

test('an option that there is none is wrong use, and the message lists those that there are', () => {
  assert.throws(() => checkedOptions(wrong({ maxfaces: 1 })), { code: 'invalid-argument', message: /no option 'maxfaces', only maxFaces,/ });
  assert.throws(() => checkedCreateOptions(wrong({ toString: 1 })), { code: 'invalid-argument' });
});

test('what the analyzer was created for is measured by default, a part of it where that is asked for, and nothing else', () => {
  assert.deepEqual(optionsWithin(undefined, { attributes: ['age'] }), { attributes: ['age'] });
  assert.deepEqual(optionsWithin(undefined, {}), {});
  assert.deepEqual(optionsWithin(['landmarks', 'age'], { maxFaces: 1 }), { maxFaces: 1, attributes: ['landmarks', 'age'] });
  assert.deepEqual(optionsWithin(['landmarks', 'age'], { attributes: ['age'] }), { attributes: ['age'] });
  assert.deepEqual(optionsWithin(['landmarks'], { attributes: [] }), { attributes: [] });
  assert.throws(() => optionsWithin(['landmarks'], { attributes: ['landmarks', 'age', 'hat'] }), { code: 'invalid-argument', message: /created without age, hat/ });
});
