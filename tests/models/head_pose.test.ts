import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { assertClose } from './compare.js';
import { faces } from './faces.js';
import { OnnxModel, assertBatchIsTwoRuns, networkOf, outputOf } from './onnx_runtime.js';
import { channelsLast, networkImage, samplePhotograph } from './photographs.js';
import { TfliteModel } from './tflite_runtime.js';

const network = networkOf('head_pose');
const [{ points = [] } = {}] = network.outputs;
const model = await OnnxModel.converted(network);
const source = await OnnxModel.ofSource(network);
const images = faces.map(({ photograph, square }) => networkImage(samplePhotograph(photograph), square, network.input));

// Two runtimes add 32-bit floats in different orders.
const pixelTolerance = 4e-4;
const verticesOfMesh = 468;

async function verticesIn(image: Float32Array, by = model): Promise<Float32Array> {
  return outputOf(network, await by.run({ image: [image, [1, 3, 192, 192]] }), 'vertices');
}

/** A point's three coordinates. */
function pointAt(values: Float32Array, index: number): readonly number[] {
  return [...values.subarray(3 * index, 3 * index + 3)];
}

test('the vertices agree with TFLite\'s of the whole mesh on photographs', async () => {
  const [file] = network.source.files;
  const bytes = readFileSync(createRequire(import.meta.url).resolve(`${network.source.package}/${file?.file ?? ''}`));
  const tflite = await TfliteModel.create(new Uint8Array(bytes.subarray(...(file?.bytes ?? []))));
  for (const [face, image] of images.entries()) {
    const mesh = tflite.run(channelsLast(image, 3)).find(({ length }) => length === 3 * verticesOfMesh);
    assert.ok(mesh);
    const expected = Float32Array.from(points.flatMap((point) => pointAt(mesh, point)));
    assertClose(await verticesIn(image, source), expected, pixelTolerance, `the vertices of face ${face}`);
  }
});

test('a batch of two faces is two runs of the network', async () => {
  const [first, second] = images;
  assert.ok(first && second);
  await assertBatchIsTwoRuns(model, network, [first, second]);
});

test('the vertices lie on the faces where the mesh network sees them', async () => {
  const meshNetwork = networkOf('face_mesh');
  const meshModel = await OnnxModel.converted(meshNetwork);
  for (const [face, image] of images.entries()) {
    const mesh = outputOf(meshNetwork, await meshModel.run({ image: [image, [1, 3, 192, 192]] }), 'mesh');
    const vertices = await verticesIn(image);
    for (const [index, vertex] of points.entries()) {
      const [[x = NaN, y = NaN], [meshX = NaN, meshY = NaN]] = [pointAt(vertices, index), pointAt(mesh, vertex)];
      assert.ok(Math.hypot(x - meshX, y - meshY) < 10, `vertex ${vertex} of face ${face} at ${x}, ${y}, not at ${meshX}, ${meshY}`);
    }
  }
});
