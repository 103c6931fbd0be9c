/** local-face-analyzer/proxy on Node: the same as elsewhere. */
import { nodeRemotePlace } from './node/remote_place.js';
import type { Proxy, ProxyOptions } from './proxy/options.js';
import { createProxyAt } from './proxy/proxy.js';

/**
 * A handler that stands in for the remote API: with `apiKey` it forwards there, with `analyzer` it answers by itself.
 * Nothing is logged. It rejects where the core, which validates images, cannot start.
 * @throws FaceAnalyzerError 'invalid-argument'
 */
export function createProxy(options: ProxyOptions): Proxy {
  return createProxyAt(options, nodeRemotePlace);
}

export type { AnswerOptions, ForwardOptions, Proxy, ProxyOptions } from './proxy/options.js';
