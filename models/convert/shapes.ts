import { type Operation, type Shape, type Window, extentAt } from './graph.js';

/**
 * The shape of what an operation makes, for formats that store none of intermediate values: padding depends on them.
 * @param shapes of the values made before, by name
 */
export function shapeOf(operation: Operation, shapes: ReadonlyMap<string, Shape>): Shape {
  const source = shapes.get('input' in operation ? operation.input : operation.left) ?? [];
  if (operation.kind === 'convolution') return [...pooled(source, operation.window), extentAt(operation.weights.shape, 0)];
  if (operation.kind === 'maximum_pool') return [...pooled(source, operation.window), extentAt(source, 3)];
  if (operation.kind === 'spatial_mean') return [extentAt(source, 0), extentAt(source, 3)];
  if (operation.kind === 'dense') return [extentAt(source, 0), extentAt(operation.weights.shape, 1)];
  return source;
}

function pooled(source: Shape, window: Window): number[] {
  const extents = window.size.map((size, axis) => {
    const input = extentAt(source, 1 + axis);
    return Math.ceil((window.padding === 'same' ? input : input - size + 1) / extentAt(window.strides, axis));
  });
  return [extentAt(source, 0), ...extents];
}
