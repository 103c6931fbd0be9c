import { FaceapiLayers } from './faceapi_layers.js';
import type { Constant, Graph } from './graph.js';

/**
 * face-api's FaceExpressionNet: four densely connected blocks (src/faceFeatureExtractor/denseBlock.ts), of which each halves the image (to 56, 28, 14 and 7
 * cells), and a dense layer.
 */
export function expressionGraph(weights: ReadonlyMap<string, Constant>): Graph {
  const layers = new FaceapiLayers(weights);
  let value = denseBlock(layers, layers.convolution(layers.image, 'dense0/conv0', 2, 'relu'), 'dense0');
  for (const block of ['dense1', 'dense2', 'dense3']) value = denseBlock(layers, layers.separable(value, `${block}/conv0`, 2, 'relu'), block);
  layers.dense(layers.mean('pooled', value), 'fc');
  return layers.graph();
}

/** Each of three convolutions sees the sum of everything before it, and is added to it. */
function denseBlock(layers: FaceapiLayers, first: string, name: string): string {
  const second = layers.separable(first, `${name}/conv1`);
  const third = layers.separable(layers.sum(`${name}/sum2`, first, second, 'relu'), `${name}/conv2`);
  const later = layers.sum(`${name}/later3`, second, third);
  const fourth = layers.separable(layers.sum(`${name}/sum3`, first, later, 'relu'), `${name}/conv3`);
  return layers.sum(`${name}/sum4`, first, layers.sum(`${name}/later4`, second, layers.sum(`${name}/last`, third, fourth)), 'relu');
}
