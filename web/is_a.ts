/**
 * Whether a value is of a class that this place may not have. What comes from another frame, or under jsdom from a worker or a file, is of a
 * class of the same name and known by its tag.
 */
export function isA(value: unknown, name: string): boolean {
  const known = (globalThis as Record<string, unknown>)[name];
  return (typeof known === 'function' && value instanceof (known as new () => object)) || Object.prototype.toString.call(value) === `[object ${name}]`;
}
