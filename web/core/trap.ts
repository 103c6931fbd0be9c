import type { CoreObject } from './core_module.js';

/**
 * Whether the core threw what leaves it unusable: a trap, a stack or memory that ran out in the middle of its work, a C++ exception that nobody there
 * caught, or the death of one of its threads. Nothing of such an instance may be called any more, not even to give memory back.
 */
export function isTrap(error: unknown): boolean {
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError || error instanceof ThreadCrash) return true;
  return error instanceof Error ? error.name === 'InternalError' : isForeignException(error); // Firefox's, of a stack that ran out
}

/** An exception of WebAssembly is no Error, and TypeScript's library does not know its class. */
function isForeignException(error: unknown): boolean {
  const { Exception } = WebAssembly as { readonly Exception?: abstract new () => object };
  return Exception !== undefined && error instanceof Exception;
}

/** One of the core's threads crashed while the others waited for it. What it died of, its own error says, to the console. */
export class ThreadCrash extends Error {
  constructor() {
    super('one of its threads crashed');
  }
}

/** By this Emscripten leaves a wait that cannot end, on the thread that waits (emscripten_yield.c). */
const unwinding = 'unwind';

/**
 * What a call into the core that shares its work out to threads answers.
 * @throws ThreadCrash where one of them is dead; what the call throws
 */
export function withThreads<Result>(call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    throw error === unwinding ? new ThreadCrash() : error;
  }
}

/** The error that ended the use of something in the core's memory, which is freed where the core still can. */
export function freedAfter(error: unknown, object: CoreObject): unknown {
  if (isTrap(error)) object.deleteLater();
  else object.delete();
  return error;
}
