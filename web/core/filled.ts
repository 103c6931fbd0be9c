import type { CorePhotograph, CorePixels } from './core_module.js';
import { freedAfter } from './trap.js';

/** Fills the core's memory for a photograph or for pixels, hands it over, and frees it whatever becomes of that. */
export function withFilled<Memory extends CorePhotograph | CorePixels, Result>(
  memory: Memory, content: Uint8Array | Uint8ClampedArray, use: (memory: Memory) => Result,
): Result {
  let result: Result;
  try {
    const room = memory.bytes();
    if (room.length === content.length) room.set(content); // the core has no room for what it refuses
    result = use(memory);
  } catch (error) {
    throw freedAfter(error, memory);
  }
  memory.delete();
  return result;
}
