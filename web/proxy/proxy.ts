import { keyHeader } from '../remote/key.js';
import { apiPath } from '../remote/options.js';
import { type RemotePlace, validatorOnDemand } from '../remote/place.js';
import { analysisAnswerer } from './analysis.js';
import { envelope, notice } from './answers.js';
import { TooLarge, TooSlow } from './body.js';
import { ClientKeys } from './client_keys.js';
import { imageOf, NoImage } from './image_field.js';
import { checkedProxyOptions, type Proxy, type ProxyOptions } from './options.js';
import { Origins } from './origins.js';
import { upstreamAnswerer } from './upstream.js';

const multipartBytes = 64 * 1024; // around the image: boundaries, headers, a client's other fields
const defaultBodyTimeoutMs = 60_000;

/** What `createProxy` gives, in a place. */
export function createProxyAt(options: ProxyOptions, place: RemotePlace): Proxy {
  const checked = checkedProxyOptions(options);
  const { allowedOrigins = [], clientKeys, path = apiPath, maxBytes, bodyTimeoutMs: timeoutMs = defaultBodyTimeoutMs, wasm } = checked;
  const origins = new Origins(allowedOrigins);
  const keys = clientKeys === undefined ? null : new ClientKeys(clientKeys);
  const answerer = 'analyzer' in checked ? analysisAnswerer(checked) : upstreamAnswerer(checked);
  const startedValidator = validatorOnDemand(place, wasm);

  async function analyze(request: Request): Promise<Response> {
    const validator = await startedValidator();
    if (keys !== null && !(await keys.allow(request))) {
      return envelope(validator.refuse('ERROR_USER_NOT_EXISTS', `The header ${keyHeader} has no key that is known here.`), { 'www-authenticate': 'Bearer' });
    }
    const most = maxBytes ?? validator.maximumFileBytes + multipartBytes;
    try {
      return await answerer({ validator, signal: request.signal, image: () => imageOf(request, { maxBytes: most, timeoutMs }) });
    } catch (error) {
      if (error instanceof NoImage) return envelope(validator.refuse('MISSING_PARAMETERS', error.message));
      if (error instanceof TooSlow) return notice(408, `The body did not come within ${timeoutMs} ms.`);
      if (!(error instanceof TooLarge)) throw error;
      return envelope(validator.refuse('FILE_SIZE_EXCEEDS_LIMIT', `The request is larger than the ${most} bytes that are accepted.`));
    }
  }

  async function answerAllowed(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname !== path && pathname !== `${path}/`) return notice(404, `There is nothing here, only ${path}.`);
    if (request.method === 'POST') return analyze(request);
    if (request.method === 'OPTIONS') return origins.preflight();
    return notice(405, "Post an image here, as the field 'image' of a form.", { allow: 'POST, OPTIONS' });
  }

  async function answer(request: Request): Promise<Response> {
    if (!origins.allow(request)) return notice(403, 'Pages of this origin may not ask here.', { vary: 'origin' });
    return origins.open(await answerAllowed(request), request);
  }

  return async (request) => {
    const response = await answer(request);
    response.headers.set('cache-control', 'no-store');
    return response;
  };
}
