import { markAnswer } from '../analyzer/answerer.js';
import { parcelOf } from '../analyzer/inputs.js';
import { checkedOptions } from '../analyzer/options.js';
import { checked, type Rule } from '../checked.js';
import { FaceAnalyzerError, messageOf } from '../errors.js';
import type { RemoteOptions, ResponseSource } from '../interface.js';
import { type Answer, received } from './answer.js';
import { withDeadline } from './deadline.js';
import { responseOf } from './envelope.js';
import { imageFileOf } from './image_file.js';
import { checkKey, conceal, keyHeader, reveals } from './key.js';
import { checkedAddress, defaultTimeoutMs, sharedRules, wholeNumber } from './options.js';
import { type RemotePlace, validatorOnDemand } from './place.js';
import { withRetries } from './retries.js';
import { uploadOf } from './upload.js';

const rules: Readonly<Record<keyof RemoteOptions, Rule>> = {
  ...sharedRules,
  endpoint: ['an address', (value) => typeof value === 'string' || value instanceof URL],
  apiKey: ['a string', (value) => typeof value === 'string'],
  headers: ['names and values', (value) => typeof value === 'object'],
  retries: wholeNumber(0, 10),
  validate: ['true or false', (value) => typeof value === 'boolean'],
};

/** What `createRemoteAnalyzer` gives, in a place. */
export function createRemote(options: RemoteOptions, place: RemotePlace): ResponseSource {
  const { retries = 2, validate = true, wasm, ...asking } = checked(options, rules);
  const ask = askerOf(asking, place);
  const validator = validatorOnDemand(place, wasm);
  return {
    async analyze(input, given = {}) {
      const { signal = new AbortController().signal, ...wanted } = checkedOptions(given);
      checked({ maxFaces: wanted.maxFaces }, { maxFaces: wholeNumber(1, 1000) });
      signal.throwIfAborted();
      const parcel = parcelOf(input, place.base); // now: a canvas may be drawn on as soon as the caller goes on
      parcel.catch(() => undefined); // heard of below
      const guard = validate ? await validator().catch(() => null) : null;
      const { bytes, wholeLength } = await imageFileOf((await parcel).picture, guard?.maximumFileBytes ?? Infinity, place.open, signal);
      const refusal = guard?.refusalOf(bytes, wholeLength) ?? null;
      if (refusal !== null) return markAnswer(refusal, 'local');
      const upload = uploadOf(bytes);
      return markAnswer(responseOf(await withRetries(retries, signal, () => ask(upload, signal)), wanted), 'remote');
    },
  };
}

/** Gives the one attempt to get an answer. */
function askerOf(options: Pick<RemoteOptions, 'endpoint' | 'apiKey' | 'headers' | 'timeoutMs' | 'fetch'>, place: RemotePlace) {
  const { timeoutMs = defaultTimeoutMs, fetch = (...request) => globalThis.fetch(...request) } = options;
  const endpoint = checkedAddress('endpoint', options.endpoint, place.base);
  const headers = headersOf(options);
  const key = headers.get(keyHeader) ?? undefined;
  return async (body: FormData, signal: AbortSignal): Promise<Answer> => {
    try {
      return await withDeadline(timeoutMs, signal, async (within) =>
        received(await fetch(endpoint, { method: 'POST', headers, body, redirect: 'manual', signal: within }), key),
      );
    } catch (error) {
      signal.throwIfAborted();
      throw failureOf(error, key);
    }
  };
}

function headersOf({ headers: given = {}, apiKey }: Pick<RemoteOptions, 'headers' | 'apiKey'>): Headers {
  const headers = validHeaders(given);
  if (headers.has('content-type')) throw new FaceAnalyzerError('invalid-argument', "'headers' holds no content type: it comes with the multipart body.");
  const key = apiKey ?? headers.get(keyHeader);
  if (key !== null) {
    checkKey(key);
    headers.set(keyHeader, key);
  }
  return headers;
}

/** The platform's own message would repeat the value, which may be a secret. */
function validHeaders(given: Readonly<Record<string, string>>): Headers {
  try {
    return new Headers(given);
  } catch {
    throw new FaceAnalyzerError('invalid-argument', "'headers' holds a name or a value that HTTP does not allow.");
  }
}

/** The error about an attempt that brought no answer. */
function failureOf(error: unknown, key: string | undefined): FaceAnalyzerError {
  const said = messageOf(error);
  const cause = reveals(`${said} ${messageOf(Object(error).cause)}`, key) ? undefined : error;
  return new FaceAnalyzerError('remote-failed', `The remote API gave no answer: ${conceal(said, key)}`, { cause });
}
