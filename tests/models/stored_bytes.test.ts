// Weights that are stored as bytes move a network's outputs by little.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readManifest } from '../../models/manifest.js';
import { inputsOf } from './network_inputs.js';
import { OnnxModel, outputOf } from './onnx_runtime.js';

/** The difference of two outputs by the length of the expected one. */
function relativeDifference(actual: Float32Array, expected: Float32Array): number {
  return Math.hypot(...actual.map((value, index) => value - (expected[index] ?? NaN))) / Math.hypot(...expected);
}

/** Of every output. Seen: .0018, .0011, .044 (.073 where a filter's weights do not keep their sum) and .021. */
const most: Readonly<Record<string, number>> = { face_mesh: 0.003, head_pose: 0.002, face_features: 0.06, emotion: 0.03 };

for (const network of readManifest().models) {
  if (network.kind !== 'network' || network.bytesFrom === undefined) continue;
  test(`${network.name} answers as with its source's numbers`, async () => {
    const [stored, source] = [await OnnxModel.converted(network), await OnnxModel.ofSource(network)];
    for (const { shape, values } of inputsOf(network)) {
      const input = { [network.input.name]: [values, shape] } as const;
      const [results, expected] = [await stored.run(input), await source.run(input)];
      for (const { name } of network.outputs) {
        const difference = relativeDifference(outputOf(network, results, name), outputOf(network, expected, name));
        assert.ok(difference <= (most[network.name] ?? 0), `${name} of ${shape.join('x')}: ${difference}`);
      }
    }
  });
}
