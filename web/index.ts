/** local-face-analyzer in the browser. */
import { create } from './analyzer/create.js';
import { browserPlace } from './browser/place.js';
import type { CreateOptions, FaceAnalyzer } from './interface.js';

/**
 * An analyzer that has loaded everything it needs.
 * @throws FaceAnalyzerError where it cannot start and no fallback was given; the signal's reason
 */
export async function createFaceAnalyzer(options: CreateOptions = {}): Promise<FaceAnalyzer> {
  return create(options, browserPlace);
}

export * from './exports.js';
