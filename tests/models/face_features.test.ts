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

for (const [name, tolerance] of Object.entries(tolerances)) {
  const network = networkOf(name);
  const { channels, height, width } = network.input;
  const source = await OnnxModel.ofSource(network);
  const images = faces.slice(0, 2).map(({ photograph, square }) => networkImage(samplePhotograph(photograph), square, network.input));

  test(`${name} agrees with TensorFlow.js on photographs`, async () => {
    const tfjs = await TfjsModel.create(`${network.source.package}/${network.source.files[0]?.file.replace(/\.json$/, '') ?? ''}`);
    for (const image of images) {
      const expected = tfjs.run(channelsLast(image, channels), [1, height, width, channels], network.outputs.map((output) => output.tensor));
      const results = await source.run({ image: [image, [1, channels, height, width]] });
      network.outputs.forEach((output, index) => {
        const values = expected[index] ?? new Float32Array();
        const wanted = output.pool ? windowMeans(channelsFirst(values, Number(output.shape[1])), output) : values;
        assertClose(outputOf(network, results, output.name), wanted, tolerance, output.name);
      });
    }
  });

  test(`a batch of two faces is two runs of ${name}`, async () => {
    const [first, second] = images;
    assert.ok(first && second);
    await assertBatchIsTwoRuns(await OnnxModel.converted(network), network, [first, second]);
  });
}
