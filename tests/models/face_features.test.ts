import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClose } from './compare.js';
import { faces } from './faces.js';
import { OnnxModel, assertBatchIsTwoRuns, networkOf, outputOf } from './onnx_runtime.js';
import { channelsFirst, channelsLast, networkImage, samplePhotograph } from './photographs.js';
import { TfjsModel } from './tfjs_runtime.js';
import { windowMeans } from './window_means.js';

/** 32-bit rounding in another order. Seen: 7e-6 on inner layers up to 5 (4e-6 on the embedding, 2.3e-6 on the gender), 6.7e-6 on emotions up to 14. */
const tolerances = { face_features: 2e-5, emotion: 2e-5 };

/** Between outputs of bytes and of the source's numbers. Seen: .9989 of the embedding, .9999 of layers up to 11. */
const leastCosine = 0.998;

function cosineOf(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array): number => x.reduce((sum, value, index) => sum + value * (y[index] ?? NaN), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

for (const [name, tolerance] of Object.entries(tolerances)) {
  const network = networkOf(name);
  const { channels, height, width } = network.input;
  const model = await OnnxModel.ofSource(network);
  const images = faces.slice(0, 2).map(({ photograph, square }) => networkImage(samplePhotograph(photograph), square, network.input));

  test(`${name} agrees with TensorFlow.js on photographs`, async () => {
    const tfjs = await TfjsModel.create(`${network.source.package}/${network.source.files[0]?.file.replace(/\.json$/, '') ?? ''}`);
    for (const image of images) {
      const expected = tfjs.run(channelsLast(image, channels), [1, height, width, channels], network.outputs.map((output) => output.tensor));
      const results = await model.run({ image: [image, [1, channels, height, width]] });
      network.outputs.forEach((output, index) => {
        const values = expected[index] ?? new Float32Array();
        const wanted = output.pool ? windowMeans(channelsFirst(values, Number(output.shape[1])), output) : values;
        assertClose(outputOf(network, results, output.name), wanted, tolerance, output.name);
      });
    }
  });

  if (network.bytesFrom !== undefined) {
    test(`weights stored as bytes leave the outputs of ${name} their direction`, async () => {
      const stored = await OnnxModel.converted(network);
      for (const image of images) {
        const input = { image: [image, [1, channels, height, width]] } as const;
        const [results, expected] = [await stored.run(input), await model.run(input)];
        for (const output of network.outputs) {
          const cosine = cosineOf(outputOf(network, results, output.name), outputOf(network, expected, output.name));
          assert.ok(cosine > leastCosine, `${output.name}: ${cosine}`);
        }
      }
    });
  }

  test(`a batch of two faces is two runs of ${name}`, async () => {
    const [first, second] = images;
    assert.ok(first && second);
    await assertBatchIsTwoRuns(model, network, [first, second]);
  });
}
