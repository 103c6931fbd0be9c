import { FaceapiLayers } from './faceapi_layers.js';
import type { Constant, Graph } from './graph.js';

/**
 * face-api's AgeGenderNet: a small Xception (src/xception/TinyXception.ts) and two dense layers. The image is halved at the entrance and by each reduction:
 * 112, 56, 28, 14 and, after the middle flow, 7 cells wide.
 */
export function ageGenderGraph(weights: ReadonlyMap<string, Constant>): Graph {
  const layers = new FaceapiLayers(weights);
  const entrance = layers.convolution(layers.image, 'entry_flow/conv_in', 2, 'relu');
  const first = reduction(layers, entrance, entrance, 'entry_flow/reduction_block_0');
  let value = reduction(layers, first, layers.relu(first), 'entry_flow/reduction_block_1');
  for (const block of [0, 1]) value = refinement(layers, value, `middle_flow/main_block_${block}`);
  value = reduction(layers, value, layers.relu(value), 'exit_flow/reduction_block');
  const pooled = layers.mean('pooled', layers.separable(value, 'exit_flow/separable_conv', 1, 'relu'));
  layers.dense(pooled, 'fc/age');
  layers.dense(pooled, 'fc/gender');
  return layers.graph();
}

/** Half the width and height; the short cut takes the value as it came in, the convolutions as `activated`. */
function reduction(layers: FaceapiLayers, value: string, activated: string, name: string): string {
  const middle = layers.separable(activated, `${name}/separable_conv0`, 1, 'relu');
  const pooled = layers.maximumPool(`${name}/pooled`, layers.separable(middle, `${name}/separable_conv1`));
  return layers.sum(`${name}/add`, pooled, layers.convolution(value, `${name}/expansion_conv`, 2));
}

/** The same size; three convolutions are added to the value. */
function refinement(layers: FaceapiLayers, value: string, name: string): string {
  let change = layers.relu(value);
  for (const index of [0, 1, 2]) change = layers.separable(change, `${name}/separable_conv${index}`, 1, index < 2 ? 'relu' : 'none');
  return layers.sum(`${name}/add`, change, value);
}
