import { type ImageValidator, loadValidator, type WasmSource } from '../core/validator.js';
import { FaceAnalyzerError } from '../errors.js';
import type { ResponseSource } from '../interface.js';
import type { FaceAnalyzerResponse } from '../response.js';
import { type Answer, received } from './answer.js';
import { withDeadline } from './deadline.js';
import { responseOf } from './envelope.js';
import { bytesOf } from './input_bytes.js';
import { checkKey, conceal, keyHeader, reveals } from './key.js';
import { checkedAddress, checkTimeout, checkWholeNumber, defaultTimeoutMs } from './options.js';
import { withRetries } from './retries.js';
import { uploadOf } from './upload.js';

export interface RemoteOptions {
  /** Where the API, or in a browser the proxy in front of it, is posted to; http or https. */
  readonly endpoint: string | URL;
  /** The API's key. Never in a browser, where everybody could read it. */
  readonly apiKey?: string;
  /** Further headers, such as a proxy's own authorization. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For one attempt, upload and answer together; 30 000 by default. */
  readonly timeoutMs?: number;
  /** Attempts after the first one, 0 to 10; 2 by default. */
  readonly retries?: number;
  /**
   * Whether what the API would refuse is refused here, before any upload; true by default. Where the core that validates
   * cannot start, the API refuses by itself.
   */
  readonly validate?: boolean;
  /** The core's WASM file, which validates; by default that of the package. */
  readonly wasm?: WasmSource;
  /** In place of the platform's fetch. */
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * The same `analyze` as the local one's, answered by the remote API, whose refusals are responses and whose ids stay in
 * them. Of the options `maxFaces`, `attributes` and `signal` hold; the smallest face is the API's own, 64 pixels.
 * @throws FaceAnalyzerError 'invalid-argument' for options that cannot work; `analyze` rejects with 'unreadable-input' or
 *   'remote-failed', or with the signal's reason
 */
export function createRemoteAnalyzer(options: RemoteOptions): ResponseSource {
  const { retries = 2, validate = true, wasm } = options;
  checkWholeNumber('retries', retries, 0, 10);
  const ask = askerOf(options);
  let validator: Promise<ImageValidator | null> | undefined;

  async function refusalOf(bytes: Uint8Array): Promise<FaceAnalyzerResponse | null> {
    validator ??= loadValidator(wasm).catch(() => null);
    return (await validator)?.refusalOf(bytes) ?? null;
  }

  return {
    async analyze(input, { signal, ...wanted } = {}) {
      const bytes = await bytesOf(input, signal);
      const refusal = validate ? await refusalOf(bytes) : null;
      if (refusal !== null) return refusal;
      const upload = uploadOf(bytes);
      return responseOf(await withRetries(retries, signal, () => ask(upload, signal)), wanted);
    },
  };
}

/** Gives the one attempt to get an answer. */
function askerOf(options: RemoteOptions): (body: FormData, signal: AbortSignal | undefined) => Promise<Answer> {
  const { timeoutMs = defaultTimeoutMs, fetch = (...request) => globalThis.fetch(...request) } = options;
  checkTimeout(timeoutMs);
  const endpoint = checkedAddress('endpoint', options.endpoint);
  const headers = headersOf(options);
  const key = headers.get(keyHeader) ?? undefined;
  return async (body, signal) => {
    try {
      return await withDeadline(timeoutMs, signal, async (within) =>
        received(await fetch(endpoint, { method: 'POST', headers, body, redirect: 'manual', signal: within }), key));
    } catch (error) {
      signal?.throwIfAborted();
      throw failureOf(error, key);
    }
  };
}

/** The error about an attempt that brought no answer. */
function failureOf(error: unknown, key: string | undefined): FaceAnalyzerError {
  const said = error instanceof Error ? error.message : String(error);
  const cause = reveals(`${error} ${error instanceof Error ? error.cause : ''}`, key) ? undefined : error;
  return new FaceAnalyzerError('remote-failed', `the remote API gave no answer: ${conceal(said, key)}`, { cause });
}

function headersOf({ headers: given = {}, apiKey }: RemoteOptions): Headers {
  const headers = validHeaders(given);
  if (headers.has('content-type')) throw new FaceAnalyzerError('invalid-argument', 'headers may hold no content type: it comes with the multipart body');
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
    throw new FaceAnalyzerError('invalid-argument', 'headers holds a name or a value that HTTP does not allow');
  }
}
