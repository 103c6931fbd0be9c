import { chunksOf } from '../engine/fetch.js';
import { withDeadline } from '../remote/deadline.js';
import { checkKey, keyHeader, reveals } from '../remote/key.js';
import { checkedAddress, defaultTimeoutMs, officialEndpoint } from '../remote/options.js';
import { uploadOf } from '../remote/upload.js';
import { type Answerer, envelope } from './answers.js';
import type { ForwardOptions } from './options.js';

/**
 * Lets the remote API answer. What it answers goes on as it is; where it does not, the contract's envelope says so.
 * @throws FaceAnalyzerError 'invalid-argument'
 */
export function upstreamAnswerer({ apiKey, upstream = officialEndpoint, timeoutMs = defaultTimeoutMs, fetch = platformFetch }: ForwardOptions): Answerer {
  checkKey(apiKey);
  const address = checkedAddress('upstream', upstream);
  const headers = { [keyHeader]: apiKey };
  return async ({ validator, signal, image }) => {
    const bytes = await image();
    const refusal = validator.refusalOf(bytes);
    if (refusal !== null) return envelope(refusal); // before it costs a credit
    const body = uploadOf(bytes);
    try {
      return await withDeadline(timeoutMs, signal, async (within) =>
        passedOn(await fetch(address, { method: 'POST', headers, body, redirect: 'manual', signal: within }), apiKey),
      );
    } catch (error) {
      if (isTimeout(error)) return envelope(validator.refuse('AI_SERVICE_TIMEOUT', `The service gave no answer within ${timeoutMs} ms.`));
      return envelope(validator.refuse('AI_SERVICE_ERROR', 'The service gave no answer that can be passed on.'));
    }
  };
}

const platformFetch: typeof globalThis.fetch = (...request) => globalThis.fetch(...request);

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}

const mostAnswerBytes = 32 * 1024 * 1024; // 1,000 faces have less

const passedHeaders = ['content-type', 'retry-after'] as const;

/** @throws Error about what nobody may be sent: a way to elsewhere, the key */
async function passedOn(response: Response, key: string): Promise<Response> {
  const { status } = response;
  if (status < 200 || (status >= 300 && status < 400)) throw new Error('a redirection');
  const body = await wholeAnswer(response);
  const headers = Object.fromEntries(passedHeaders.map((name) => [name, response.headers.get(name)]).filter(([, value]) => value !== null)) as Record<string, string>;
  if (reveals([...Object.values(headers), new TextDecoder().decode(body)].join('\n'), key)) throw new Error('the key');
  return new Response(body.byteLength === 0 ? null : body, { status, headers });
}

/** @throws Error about an answer that does not end */
async function wholeAnswer({ body }: Response): Promise<ArrayBuffer> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of chunksOf(new Response(body))) {
    length += chunk.length;
    if (length > mostAnswerBytes) throw new Error('an answer of too many bytes');
    chunks.push(chunk as Uint8Array<ArrayBuffer>);
  }
  return new Blob(chunks).arrayBuffer();
}
