import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { type AssetSource, AssetStore, type Shelf } from '../../web/engine/asset_store.js';
import type { Progress } from '../../web/interface.js';

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const right = Uint8Array.from({ length: 1000 }, (_, index) => index);
const wrong = right.map((byte, index) => (index === 500 ? byte + 1 : byte));
const assets = { 'a.onnx': { url: 'https://example.org/a.onnx', bytes: right.length, sha256: sha256Of(right) } };

/** A source that answers one read after the other, each by its chunks or its error. */
function sourceOf(answers: readonly (readonly Uint8Array[] | Error)[], shelf: Shelf | null = null) {
  const reads: boolean[] = [];
  const source: AssetSource = {
    async *read(_, { fresh }) {
      const answer = answers[reads.length];
      reads.push(fresh);
      if (answer === undefined) throw new Error('nobody answers');
      if (answer instanceof Error) throw answer;
      yield* answer;
    },
    shelf,
    sha256: async (bytes) => sha256Of(bytes),
  };
  return { source, reads };
}

function storeOf(source: AssetSource, signal = new AbortController().signal) {
  const heard: Progress[] = [];
  const store = new AssetStore(assets, source, (progress) => heard.push(progress), signal);
  store.expect(['a.onnx']);
  return { store, heard };
}

function memoryShelf(kept: Map<string, Uint8Array<ArrayBuffer>>): Shelf {
  return {
    take: async (sha256) => kept.get(sha256) ?? null,
    put: async (sha256, bytes) => void kept.set(sha256, bytes),
    retain: async (wanted) => [...kept.keys()].filter((sha256) => !wanted.has(sha256)).forEach((sha256) => kept.delete(sha256)),
  };
}

test('a file comes in pieces, is checked, and its progress counts every byte once', async () => {
  const { source } = sourceOf([[right.slice(0, 300), right.slice(300)]]);
  const { store, heard } = storeOf(source);
  assert.deepEqual(await store.read('a.onnx'), right);
  assert.deepEqual(heard.map(({ loaded, total }) => [loaded, total]), [[300, 1000], [1000, 1000]]);
});

test('what is not the right file is asked for once more, past the caches in between', async () => {
  for (const first of [[wrong], [right.slice(1)], [right, right], []]) {
    const { source, reads } = sourceOf([first, [right]]);
    const { store, heard } = storeOf(source);
    assert.deepEqual(await store.read('a.onnx'), right);
    assert.deepEqual(reads, [false, true]);
    assert.equal(heard.at(-1)?.loaded, 1000);
  }
});

test('a file that stays wrong is damaged, and the error names it', async () => {
  const { store } = storeOf(sourceOf([[wrong], [wrong]]).source);
  await assert.rejects(store.read('a.onnx'), { name: 'FaceAnalyzerError', code: 'asset-damaged', message: /example\.org\/a\.onnx is not the a\.onnx/ });
});

test('a file that does not come is missing, and the error says why and what helps', async () => {
  const cause = new Error('the answer was 404');
  const { store } = storeOf(sourceOf([cause]).source);
  await assert.rejects(store.read('a.onnx'), { code: 'asset-missing', cause, message: /the answer was 404.*assetBase/ });
});

test('a file that was kept is not asked for again', async () => {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  await storeOf(sourceOf([[right]], memoryShelf(kept)).source).store.read('a.onnx');
  const { source, reads } = sourceOf([], memoryShelf(kept));
  const { store, heard } = storeOf(source);
  assert.deepEqual(await store.read('a.onnx'), right);
  assert.deepEqual([reads, heard], [[], [{ loaded: 1000, total: 1000, file: 'a.onnx' }]]);
});

test('nobody waits for a file to be kept, but others are forgotten only then', async () => {
  const order: string[] = [];
  let keep = (): void => undefined;
  const slow: Shelf = {
    take: async () => null,
    put: () => new Promise<void>((resolve) => (keep = resolve)).then(() => void order.push('put')),
    retain: async () => void order.push('retain'),
  };
  const { store } = storeOf(sourceOf([[right]], slow).source);
  assert.deepEqual(await store.read('a.onnx'), right);
  const tidied = store.tidy();
  order.push('read');
  keep();
  await tidied;
  assert.deepEqual(order, ['read', 'put', 'retain']);
});

test('a kept file that was damaged is fetched anew', async () => {
  const kept = new Map([[sha256Of(right), wrong]]);
  const { store } = storeOf(sourceOf([[right]], memoryShelf(kept)).source);
  assert.deepEqual(await store.read('a.onnx'), right);
  await store.tidy();
  assert.deepEqual(kept.get(sha256Of(right)), right);
});

test('a shelf that is full or out of order does not matter', async () => {
  const broken = async (): Promise<never> => {
    throw new Error('quota');
  };
  const { store } = storeOf(sourceOf([[right]], { take: broken, put: broken, retain: broken }).source);
  assert.deepEqual(await store.read('a.onnx'), right);
  await store.tidy();
});

test('files of other versions are forgotten', async () => {
  const kept = new Map([[sha256Of(right), right], [sha256Of(wrong), wrong]]);
  await storeOf(sourceOf([], memoryShelf(kept)).source).store.tidy();
  assert.deepEqual([...kept.keys()], [sha256Of(right)]);
});

test("an abort is the signal's reason, not a missing file", async () => {
  const controller = new AbortController();
  const { store } = storeOf(sourceOf([new Error('the line is down')]).source, controller.signal);
  controller.abort(new Error('enough'));
  await assert.rejects(store.read('a.onnx'), /enough/);
});
