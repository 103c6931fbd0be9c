import { checked, type Rule } from '../checked.js';
import { FaceAnalyzerError } from '../errors.js';
import type { ResponseSource, WasmSource } from '../interface.js';
import { sharedRules, wholeNumber } from '../remote/options.js';

interface CommonOptions {
  /** Origins of the pages that may ask, such as https://example.org. The proxy's own may always; so may what is no page. */
  readonly allowedOrigins?: readonly string[];
  /** Who has none of these keys is refused, as the API refuses; by default everybody may ask. */
  readonly clientKeys?: readonly string[];
  /** The path that is answered, with or without a slash behind it; by default the API's own. Where something in front strips a part of it, what is left. */
  readonly path?: string;
  /** Of a request's body; by default the contract's 20 MB for the image and 64 KB around it. */
  readonly maxBytes?: number;
  /** How long a request's body may take to come, in ms; 60 000 by default. */
  readonly bodyTimeoutMs?: number;
  /** The core's WASM file, which validates; by default that of the package. */
  readonly wasm?: WasmSource;
}

/** The remote API answers. */
export interface ForwardOptions extends CommonOptions {
  /** The API's key, which nobody is shown. */
  readonly apiKey: string;
  /** Where to forward to; by default the API itself. */
  readonly upstream?: string | URL;
  /** How long the upstream may take for an answer; 30 000 by default. */
  readonly timeoutMs?: number;
  /** In place of the platform's fetch. */
  readonly fetch?: typeof globalThis.fetch;
}

/** An analyzer answers: the local one. */
export interface AnswerOptions extends CommonOptions {
  readonly analyzer: ResponseSource;
  /** How many images the analyzer answers at once; 1 by default. */
  readonly concurrency?: number;
  /** How many more may wait; 16 by default. */
  readonly maxQueue?: number;
}

export type ProxyOptions = ForwardOptions | AnswerOptions;

/** A handler of requests, as Node's frameworks, Deno, Bun and Workers take it. */
export type Proxy = (request: Request) => Promise<Response>;

const rules: Readonly<Record<keyof ForwardOptions | keyof AnswerOptions, Rule>> = {
  ...sharedRules,
  allowedOrigins: ['a list of origins', Array.isArray],
  clientKeys: ['a list of keys', Array.isArray],
  path: ['a path that begins with /', (value) => typeof value === 'string' && value.startsWith('/')],
  maxBytes: wholeNumber(1, Number.MAX_SAFE_INTEGER),
  bodyTimeoutMs: sharedRules.timeoutMs,
  apiKey: ['a string', (value) => typeof value === 'string'],
  upstream: ['an address', (value) => typeof value === 'string' || value instanceof URL],
  analyzer: ['an analyzer', (value) => typeof (value as Partial<ResponseSource>).analyze === 'function'],
  concurrency: wholeNumber(1, 1000),
  maxQueue: wholeNumber(0, 100_000),
};

/** @throws FaceAnalyzerError 'invalid-argument' */
export function checkedProxyOptions(options: ProxyOptions): ProxyOptions {
  const given = checked(options, rules);
  if ('apiKey' in given === 'analyzer' in given) {
    throw new FaceAnalyzerError('invalid-argument', "A proxy takes 'apiKey', to forward to the remote API, or 'analyzer', to answer by itself.");
  }
  return given;
}
