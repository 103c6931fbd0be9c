import { FaceAnalyzerError } from '../errors.js';
import { keyHeader } from '../remote/key.js';

const preflightSeconds = 7200; // browsers keep it no longer

/** Which pages of other origins may ask, and what their browsers are told. */
export class Origins {
  readonly #allowed: ReadonlySet<string>;

  /** @throws FaceAnalyzerError 'invalid-argument' */
  constructor(allowed: readonly string[]) {
    for (const origin of allowed) {
      if (!isOrigin(origin)) {
        throw new FaceAnalyzerError('invalid-argument', `'allowedOrigins' takes origins such as https://example.org, without a path, not '${origin}'.`);
      }
    }
    this.#allowed = new Set(allowed);
  }

  /** Whether a request may be answered: it comes from no page, from one of the same origin, or from one that is allowed. */
  allow(request: Request): boolean {
    const origin = request.headers.get('origin');
    return origin === null || this.#allowed.has(origin) || origin === new URL(request.url).origin;
  }

  /** The answer to a browser that asks whether it may ask. */
  preflight(): Response {
    const headers = {
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': `content-type, ${keyHeader}`,
      'access-control-max-age': String(preflightSeconds),
    };
    return new Response(null, { status: 204, headers });
  }

  /** Lets the page of an allowed request read the answer to it. */
  open(answer: Response, request: Request): Response {
    const origin = request.headers.get('origin');
    answer.headers.append('vary', 'origin');
    if (origin !== null) {
      answer.headers.set('access-control-allow-origin', origin);
      answer.headers.set('access-control-expose-headers', 'retry-after');
    }
    return answer;
  }
}

function isOrigin(text: string): boolean {
  try {
    const { origin, protocol } = new URL(text);
    return origin === text && /^https?:$/.test(protocol);
  } catch {
    return false;
  }
}
