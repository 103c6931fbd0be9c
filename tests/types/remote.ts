// What the remote client and the proxy promise to a type checker; see public_interface.ts.
import { createRemoteAnalyzer, type CreateOptions, type ResponseSource } from '../../web/index.js';
import { createProxy, type ProxyOptions } from '../../web/proxy.js';
import * as fetchEntry from '../../web/proxy.js';
import * as nodeEntry from '../../web/proxy_node.js';

declare const module: WebAssembly.Module;
declare const bytes: Uint8Array;
const endpoint = 'https://example.org/';

// The remote client needs no more than an address, and is a fallback.
const remote: ResponseSource = createRemoteAnalyzer({ endpoint });
({ fallback: remote }) satisfies CreateOptions;
createRemoteAnalyzer({
  endpoint: new URL(endpoint), apiKey: 'secret', headers: { authorization: 'Bearer' }, timeoutMs: 1000, retries: 0, validate: false, wasm: bytes, fetch,
});
for (const wasm of [endpoint, new URL(endpoint), bytes, bytes.buffer as ArrayBuffer, module]) createRemoteAnalyzer({ endpoint, wasm });
// @ts-expect-error
createRemoteAnalyzer();
// @ts-expect-error
createRemoteAnalyzer({});
// @ts-expect-error
createRemoteAnalyzer({ endpoint, timeout: 1000 });
// @ts-expect-error
createRemoteAnalyzer({ endpoint, apiKey: null });

// The proxy forwards with a key, or lets an analyzer answer.
createProxy({ apiKey: 'secret' }) satisfies (request: Request) => Promise<Response>;
createProxy({ apiKey: 'secret', upstream: endpoint, allowedOrigins: ['https://example.org'], clientKeys: ['k'], maxBytes: 1, bodyTimeoutMs: 1, timeoutMs: 1, path: '/', wasm: module, fetch });
createProxy({ analyzer: remote, concurrency: 2, maxQueue: 0 });
nodeEntry satisfies typeof fetchEntry;
fetchEntry satisfies typeof nodeEntry;
// @ts-expect-error
({}) satisfies ProxyOptions;
// @ts-expect-error
({ upstream: endpoint }) satisfies ProxyOptions;
// @ts-expect-error
({ apiKey: 'secret', allowedOrigins: 'https://example.org' }) satisfies ProxyOptions;
// @ts-expect-error
({ analyzer: {} }) satisfies ProxyOptions;
