import { notice } from '../../proxy/answers.js';
import type { ClientKeys } from '../../proxy/client_keys.js';
import { apiPath } from '../../remote/options.js';
import type { Handler } from './observed.js';
import type { Metrics } from './metrics.js';
import type { Service } from './service.js';

interface Routed {
  readonly api: Handler;
  readonly service: Service;
  readonly metrics: Metrics;
  /** Who may read the metrics; null: everybody. */
  readonly keys: ClientKeys | null;
}

/** Finds who answers a request: the pages for those who operate the server, else the API. */
export function routes({ api, service, metrics, keys }: Routed): Handler {
  const readMetrics: Handler = async (request) =>
    keys === null || (await keys.allow(request))
      ? text(metrics.text(service.state), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
      : text('The metrics want a key, as Authorization: Bearer.\n', 401, { 'www-authenticate': 'Bearer' });
  const pages = new Map<string, Handler>([
    ['/', async () => text(`local-face-analyzer: post photographs to ${apiPath}\n`)],
    ['/healthz', async () => text('ok\n')],
    ['/readyz', async () => text(`${service.readiness}\n`, service.readiness === 'ready' ? 200 : 503)],
    ['/metrics', readMetrics],
  ]);
  return async (request) => {
    const { pathname } = new URL(request.url);
    const page = pages.get(pathname) ?? pages.get(pathname.replace(/\/$/, ''));
    if (page === undefined) return api(request);
    if (request.method === 'GET' || request.method === 'HEAD') return page(request);
    return notice(405, 'This is read with GET.', { allow: 'GET, HEAD' });
  };
}

function text(words: string, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(words, { status, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers } });
}
