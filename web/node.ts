/** local-face-analyzer on Node: the same as in the browser. */
import { create } from './analyzer/create.js';
import type { CreateOptions, FaceAnalyzer } from './interface.js';
import { nodePlace } from './node/place.js';

/**
 * An analyzer that has loaded everything it needs.
 * @throws FaceAnalyzerError where it cannot start and no fallback was given; the signal's reason
 */
export async function createFaceAnalyzer(options: CreateOptions = {}): Promise<FaceAnalyzer> {
  return create(options, nodePlace);
}

export * from './exports.js';
