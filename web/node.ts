/** local-face-analyzer on Node: the same as in the browser. */
import { create } from './analyzer/create.js';
import type { CreateOptions, FaceAnalyzer, RemoteOptions, ResponseSource } from './interface.js';
import { nodePlace } from './node/place.js';
import { nodeRemotePlace } from './node/remote_place.js';
import { createRemote } from './remote/remote_analyzer.js';

/**
 * An analyzer that has loaded everything it needs.
 * @throws FaceAnalyzerError where it cannot start and no fallback was given; the signal's reason
 */
export async function createFaceAnalyzer(options: CreateOptions = {}): Promise<FaceAnalyzer> {
  return create(options, nodePlace);
}

/**
 * The same `analyze`, answered by the remote API, whose refusals are responses and whose ids stay in them. Of the options
 * `maxFaces`, `attributes` and `signal` hold; the smallest face is the API's own, 64 pixels.
 * @throws FaceAnalyzerError 'invalid-argument'; `analyze` rejects with 'unreadable-input' or 'remote-failed', or with the
 *   signal's reason
 */
export function createRemoteAnalyzer(options: RemoteOptions): ResponseSource {
  return createRemote(options, nodeRemotePlace);
}

export * from './exports.js';
