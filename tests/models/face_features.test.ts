import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClose } from './compare.js';
import { faces } from './faces.js';
import { OnnxModel, assertBatchIsTwoRuns, networkOf, outputOf } from './onnx_runtime.js';
import { channelsLast, networkImage, samplePhotograph } from './photographs.js';
import { TfjsModel } from './tfjs_runtime.js';

/** 32-bit rounding in another order. Seen: 4e-6 on an embedding up to 2.6 (4e-7 on age and gender), 4.5e-7 on emotions. */
const tolerances = { face_features: 1e-5, emotion: 2e-6 };

for (const [name, tolerance] of Object.entries(tolerances)) {
  const network = networkOf(name);
  const { channels, height, width } = network.input;
  const model = await OnnxModel.converted(network);
  const images = faces.slice(0, 2).map(({ photograph, square }) => networkImage(samplePhotograph(photograph), square, network.input));

  test(`${name} agrees with TensorFlow.js on photographs`, async () => {
    const tfjs = await TfjsModel.create(`${network.source.package}/${network.source.files[0]?.file.replace(/\.json$/, '') ?? ''}`);
    for (const image of images) {
      const expected = tfjs.run(channelsLast(image, channels), [1, height, width, channels], network.outputs.map((output) => output.tensor));
      const results = await model.run({ image: [image, [1, channels, height, width]] });
      network.outputs.forEach((output, index) =>
        assertClose(outputOf(network, results, output.name), expected[index] ?? new Float32Array(), tolerance, output.name));
    }
  });

  test(`a batch of two faces is two runs of ${name}`, async () => {
    const [first, second] = images;
    assert.ok(first && second);
    await assertBatchIsTwoRuns(model, network, [first, second]);
  });
}
