/** local-face-analyzer/proxy wherever there is fetch: Workers and the like. */
import { browserSource } from './browser/source.js';
import { startValidator } from './core/validator.js';
import type { Proxy, ProxyOptions } from './proxy/options.js';
import { createProxyAt } from './proxy/proxy.js';
import { packagedCore } from './remote/packaged_core.js';
import type { RemotePlace } from './remote/place.js';

const place: RemotePlace = {
  base: undefined,
  open: (url, signal) => fetch(url, { signal }),
  core: () => packagedCore(browserSource({ cache: false, sha256Url: '' }), undefined), // such platforms have their own SHA-256
  startValidator, // linked: none of them imports by address
};

/**
 * A handler that stands in for the remote API: with `apiKey` it forwards there, with `analyzer` it answers by itself.
 * Nothing is logged. It rejects where the core, which validates images, cannot start.
 * @throws FaceAnalyzerError 'invalid-argument'
 */
export function createProxy(options: ProxyOptions): Proxy {
  return createProxyAt(options, place);
}

export type { AnswerOptions, ForwardOptions, Proxy, ProxyOptions } from './proxy/options.js';
