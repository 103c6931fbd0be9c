import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NetworkOutput } from '../../models/manifest.js';
import { assertClose } from './compare.js';
import { expressionLabels, faceapiRunners } from './faceapi_runtime.js';
import { faces } from './faces.js';
import { OnnxModel, assertBatchIsTwoRuns, networkOf, outputOf } from './onnx_runtime.js';
import { channelsLast, networkImage, samplePhotograph } from './photographs.js';
import { windowMeans } from './window_means.js';

/** 32-bit rounding in another order. Seen: 7.7e-6 on ages up to 30 (7e-7 on the gender), 5.8e-6 on logits up to 10 and features up to 8. */
const tolerances = { age_gender: 2e-5, expression: 2e-5 } as const;

for (const name of ['age_gender', 'expression'] as const) {
  const network = networkOf(name);
  const { input } = network;
  const model = await OnnxModel.converted(network);
  const images = faces.map(({ photograph, square }) => networkImage(samplePhotograph(photograph), square, input));
  const shape = [1, input.channels, input.height, input.width];

  test(`${name} agrees with face-api on photographs`, async () => {
    const runFaceapi = faceapiRunners[name]();
    for (const [index, { photograph, square }] of faces.entries()) {
      const pixels = networkImage(samplePhotograph(photograph), square, { ...input, mean: [0, 0, 0], scale: 1 });
      const results = await model.run({ image: [images[index] ?? new Float32Array(), shape] });
      for (const [output, expected] of Object.entries(runFaceapi(channelsLast(pixels, input.channels)))) {
        assertClose(outputOf(network, results, output), expected, tolerances[name], output);
      }
    }
  });

  test(`a batch of two faces is two runs of ${name}`, async () => {
    const [first, second] = images;
    assert.ok(first && second);
    await assertBatchIsTwoRuns(model, network, [first, second]);
  });
}

test('the pooled layer of age_gender is the means over windows of the whole one', async () => {
  const network = networkOf('age_gender');
  const { input, outputs } = network;
  const pooled = await OnnxModel.converted(network);
  const whole = await OnnxModel.converted({ ...network, outputs: outputs.map(withoutPool) });
  for (const { photograph, square } of faces) {
    const feeds = { image: [networkImage(samplePhotograph(photograph), square, input), [1, input.channels, input.height, input.width]] } as const;
    const [means, maps] = [await pooled.run(feeds), await whole.run(feeds)];
    for (const output of outputs.filter(({ pool }) => pool)) {
      assertClose(outputOf(network, means, output.name), windowMeans(maps[output.name]?.[0] ?? new Float32Array(), output), 1e-5, output.name);
    }
  }
});

test('the expressions are named in the order of face-api', () => {
  const [{ meaning } = { meaning: '' }] = networkOf('expression').outputs;
  const places = expressionLabels.map((label) => meaning.indexOf(label));
  assert.equal(places.length, 7);
  assert.deepEqual(places, places.filter((place) => place >= 0).sort((one, other) => one - other));
});

function withoutPool({ pool, ...output }: NetworkOutput): NetworkOutput {
  return pool ? { ...output, shape: [...output.shape.slice(0, 2), 'rows', 'columns'] } : output;
}
