import type { Convolution, Graph } from './graph.js';

/** A layer of our own on the channels of each place: for each of its channels a weight an input's channel, and a bias. */
export interface OwnLayer {
  readonly weights: readonly (readonly number[])[];
  readonly bias: readonly number[];
}

/**
 * A graph with one more value, which layers of our own make of another: linear ones, and what is negative between two of them is cut off.
 * @throws Error where the other is no picture, or a layer has not as many weights as there are channels
 */
export function withOwnLayers(graph: Graph, input: string, output: string, layers: readonly OwnLayer[]): Graph {
  const [pictures, height, width, channels] = graph.shapes.get(input) ?? [];
  if (pictures === undefined || height === undefined || width === undefined || channels === undefined) throw new Error(`${input} is no picture`);
  const shapes = new Map(graph.shapes);
  let made = { name: input, channels };
  const added = layers.map(({ weights, bias }, index): Convolution => {
    const from = made;
    if (weights.length !== bias.length || weights.some(({ length }) => length !== from.channels)) throw new Error(`layer ${index} of ${output} does not fit ${from.name}`);
    const isLast = index === layers.length - 1;
    made = { name: isLast ? output : `${output} ${index}`, channels: bias.length };
    shapes.set(made.name, [pictures, height, width, made.channels]);
    return {
      kind: 'convolution', input: from.name, output: made.name, groups: 1, activation: isLast ? 'none' : 'relu',
      weights: { shape: [made.channels, from.channels, 1, 1], data: Float32Array.from(weights.flat()) },
      bias: { shape: [made.channels], data: Float32Array.from(bias) },
      window: { size: [1, 1], strides: [1, 1], padding: 'valid' },
    };
  });
  return { ...graph, operations: [...graph.operations, ...added], shapes };
}
