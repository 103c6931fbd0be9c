import type { CoreObject } from './core_module.js';

/**
 * Whether the core threw what leaves it unusable: a trap, a stack or memory that ran out in the middle of its work, or a C++ exception that nobody there
 * caught. Nothing of such an instance may be called any more, not even to give memory back.
 */
export function isTrap(error: unknown): boolean {
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) return true;
  return error instanceof Error ? error.name === 'InternalError' : isForeignException(error); // Firefox's, of a stack that ran out
}

/** An exception of WebAssembly is no Error, and TypeScript's library does not know its class. */
function isForeignException(error: unknown): boolean {
  const { Exception } = WebAssembly as { readonly Exception?: abstract new () => object };
  return Exception !== undefined && error instanceof Exception;
}

/** The error that ended the use of something in the core's memory, which is freed where the core still can. */
export function freedAfter(error: unknown, object: CoreObject): unknown {
  if (isTrap(error)) object.deleteLater();
  else object.delete();
  return error;
}
