import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { parcelOf } from '../../web/analyzer/inputs.js';

/** As jsdom has it: it cannot be sent to another thread. */
class ForeignBlob {
  readonly [Symbol.toStringTag] = 'Blob';

  async arrayBuffer(): Promise<ArrayBuffer> {
    return Uint8Array.of(1, 2, 3).buffer;
  }
}

test("the platform's own Blob is sent as it is", async () => {
  const blob = new Blob([Uint8Array.of(1, 2, 3)]);
  assert.deepEqual(await parcelOf(blob, undefined), { picture: { kind: 'blob', blob }, transfer: [] });
});

test('of a Blob of another making its bytes are sent', async () => {
  const { picture } = await parcelOf(new ForeignBlob() as unknown as Blob, undefined);
  assert.deepEqual(picture, { kind: 'bytes', bytes: Uint8Array.of(1, 2, 3).buffer });
});

test('a Blob of another making that cannot be read is named so', async () => {
  const blob = Object.assign(new ForeignBlob(), { arrayBuffer: async () => Promise.reject(new Error('gone')) });
  await assert.rejects(parcelOf(blob as unknown as Blob, undefined), { name: 'FaceAnalyzerError', code: 'unreadable-input', message: /gone/ });
});

test("bytes of another realm's class, as a file's are under jsdom, are bytes", async () => {
  const foreign = runInNewContext('[Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2, 3).buffer]') as [Uint8Array, ArrayBuffer];
  for (const input of foreign) {
    const { picture } = await parcelOf(input, undefined);
    assert.deepEqual(picture, { kind: 'bytes', bytes: Uint8Array.of(1, 2, 3).buffer });
  }
});
