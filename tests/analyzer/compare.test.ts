import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { compareFaces, type FindOptions, findFace, similarityThresholds } from '../../web/compare.js';

const embedding = (...values: number[]): Float32Array => Float32Array.from(values);

test('similarity is the cosine of the angle: 1 for one direction, 0 for a right angle, -1 for opposites', () => {
  assert.equal(compareFaces(embedding(1, 2, 2), embedding(2, 4, 4)), 1);
  assert.equal(compareFaces(embedding(1, 0), embedding(0, 1)), 0);
  assert.equal(compareFaces(embedding(1, 1), embedding(-1, -1)), -1);
  assert.ok(Math.abs(compareFaces(embedding(1, 0), embedding(1, 1)) - Math.SQRT1_2) < 1e-7);
});

test('it does not matter which face comes first, nor whether faces or embeddings are given', () => {
  const [one, other] = [embedding(.3, -.2, .7), embedding(.1, .9, .2)];
  assert.equal(compareFaces(one, other), compareFaces(other, one));
  assert.equal(compareFaces({ embedding: one }, { embedding: other }), compareFaces(one, other));
});

test('an embedding of nothing but zeros is like none', () => {
  assert.equal(compareFaces(embedding(0, 0), embedding(1, 1)), 0);
});

test('embeddings that are missing, or of different lengths, are wrong use', () => {
  assert.throws(() => compareFaces(embedding(), embedding()), { code: 'invalid-argument', message: /'feature'/ });
  assert.throws(() => compareFaces(embedding(1), embedding(1, 2)), { code: 'invalid-argument' });
  assert.throws(() => compareFaces([1, 2] as unknown as Float32Array, embedding(1, 2)), { code: 'invalid-argument' });
  assert.throws(() => compareFaces(null as unknown as Float32Array, embedding(1, 2)), { code: 'invalid-argument' });
});

test('the strict threshold is above the usual one', () => {
  assert.ok(similarityThresholds.usual < similarityThresholds.strict);
});

/** Similar to (1, 0) by just so much. */
const alike = (similarity: number): Float32Array => embedding(similarity, Math.sqrt(1 - similarity ** 2));

test('of a gallery the entry that is most alike is found, with what the caller keeps in it', () => {
  const gallery = [{ name: 'Ann', embedding: alike(.5) }, { name: 'Bob', embedding: alike(.9) }, { name: 'Ann', embedding: alike(.8) }];
  const match = findFace(embedding(1, 0), gallery);
  assert.equal(match?.entry, gallery[1]);
  assert.equal(match?.similarity, compareFaces(embedding(1, 0), alike(.9)));
});

test('a gallery is anything that can be iterated, of embeddings or of what holds one', () => {
  const entries = [alike(.4), alike(.6)];
  const people = new Map(entries.map((embedding, index) => [`person ${index}`, { embedding }]));
  assert.equal(findFace({ embedding: embedding(1, 0) }, new Set(entries))?.entry, entries[1]);
  assert.equal(findFace(embedding(1, 0), people.values())?.entry, people.get('person 1'));
});

test('of equals the first one is found', () => {
  const gallery = [alike(.5), alike(.7), alike(.7)];
  assert.equal(findFace(embedding(1, 0), gallery)?.entry, gallery[1]);
});

test('nobody is found below the threshold, nor in an empty gallery', () => {
  assert.equal(findFace(embedding(1, 0), []), null);
  assert.equal(findFace(embedding(1, 0), [alike(similarityThresholds.usual - .01)]), null);
  assert.notEqual(findFace(embedding(1, 0), [alike(similarityThresholds.usual + .01)]), null);
  assert.equal(findFace(embedding(1, 0), [alike(.3)], { threshold: similarityThresholds.strict }), null);
  assert.equal(findFace(embedding(1, 0), [embedding(1, 0)], { threshold: 1 })?.similarity, 1);
  assert.ok((findFace(embedding(1, 0), [alike(-.9)], { threshold: -1 })?.similarity ?? 0) < -.8);
});

test('a gallery that is none, an entry without an embedding or with one of another length, and wrong options are wrong use', () => {
  const find = (...given: readonly unknown[]) => () => findFace(...(given as Parameters<typeof findFace>));
  const face = embedding(1, 0);
  for (const gallery of [null, undefined, {}, 5, [{ name: 'Ann' }], [null], [embedding(1)], [embedding()]]) {
    assert.throws(find(face, gallery), { name: 'FaceAnalyzerError', code: 'invalid-argument' });
  }
  assert.throws(find({}, [face]), { code: 'invalid-argument' });
  for (const options of [{ threshold: '1' }, { threshold: NaN }, { threshold: null }, { limit: 1 }] as unknown as FindOptions[]) {
    assert.throws(find(face, [face], options), { code: 'invalid-argument' });
  }
});

test('a face is found among 10,000 in less than a second', () => {
  const gallery = Array.from({ length: 10_000 }, (_, person) => ({ person, embedding: Float32Array.from({ length: 1024 }, (_, index) => Math.sin(person * 7.1 + index * (1 + (person % 97)))) }));
  const begin = performance.now();
  assert.equal(findFace(gallery[7777]?.embedding ?? embedding(), gallery)?.entry.person, 7777);
  assert.ok(performance.now() - begin < 1000);
});

test("embeddings of another realm's class, as a worker's are under jsdom, are compared", () => {
  const foreign = runInNewContext('Float32Array.of(3, 4)') as Float32Array;
  assert.equal(foreign instanceof Float32Array, false);
  assert.equal(compareFaces(foreign, { embedding: foreign }), 1);
});
