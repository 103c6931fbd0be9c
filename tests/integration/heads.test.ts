import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readManifest } from '../../models/manifest.js';
import type { NetworkOutput } from '../../web/engine/runtime.js';
import { createNodeAnalyzer } from '../../web/node/analyzer.js';
import { samplePhotograph } from '../models/photographs.js';
import { cropped, encodeJpeg } from '../support/pictures.js';

const heads = readManifest().models.find((entry) => entry.kind === 'heads');

test('the heads are given all that their networks say of a face, in the manifest\'s order', async () => {
  assert.ok(heads);
  const said = new Map<string, readonly NetworkOutput[]>();
  let given = new Float32Array();
  let shape: readonly number[] = [];
  const analyzer = await createNodeAnalyzer((networks) => ({
    run: async (name, inputShape, values, timings) => {
      if (name === heads.name) [given, shape] = [values().slice(), inputShape];
      const outputs = await networks.run(name, inputShape, values, timings);
      said.set(name, outputs.map((output) => ({ shape: output.shape, values: output.values.slice() })));
      return outputs;
    },
  }));
  const twoFaces = cropped(samplePhotograph(1), { left: 320, top: 240, width: 800, height: 480 });
  const { response } = await analyzer.inspect(encodeJpeg(twoFaces), { attributes: ['hat'] });
  assert.equal(response.data?.face_count, 2);
  assert.deepEqual(shape, [2, heads.input.shape[1]]);
  const outputs = heads.input.networks.flatMap((name) => said.get(name) ?? []);
  for (const face of [0, 1]) {
    const expected = outputs.flatMap(({ values }) => [...values.subarray((face * values.length) / 2, ((face + 1) * values.length) / 2)]);
    assert.deepEqual([...given.subarray(face * expected.length, (face + 1) * expected.length)], expected);
  }
});
