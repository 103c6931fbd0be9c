import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { apiPath } from '../../web/remote/options.js';

/** A request as it came. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The form's names, in order. */
  readonly fields: readonly string[];
  readonly image: File | null;
}

/** What happens to a request. */
export type Behaviour = (response: ServerResponse, request: Received) => void;

/** A stand-in of the API on this machine, which does what a test tells it. */
export interface StandIn {
  readonly endpoint: string;
  /** All requests, as they came. */
  readonly requests: readonly Received[];
  /** Resolves when a request has come. */
  readonly asked: Promise<void>;
  /** Resolves when a client has gone without waiting for its answer. */
  readonly left: Promise<void>;
}

/**
 * Starts a stand-in for one test.
 * @param behaviours to the first request, the second and so on; the last one goes on
 */
export async function standIn(test: TestContext, ...behaviours: readonly Behaviour[]): Promise<StandIn> {
  const requests: Received[] = [];
  const asked = occasion();
  const left = occasion();
  const server = createServer((request, response) => void answer(request, response));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('close', () => {
      if (!response.writableEnded) left.happen();
    });
    const received = await receivedFrom(request);
    requests.push(received);
    asked.happen();
    (behaviours[requests.length - 1] ?? behaviours.at(-1))?.(response, received);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}${apiPath}`, requests, asked: asked.promise, left: left.promise };
}

function occasion(): { readonly promise: Promise<void>; happen(): void } {
  let happen = (): void => undefined;
  const promise = new Promise<void>((resolve) => (happen = resolve));
  return { promise, happen: () => happen() };
}

async function receivedFrom(request: IncomingMessage): Promise<Received> {
  const { method = '', url: path = '', headers } = request;
  const type = headers['content-type'] ?? '';
  const body = await buffer(request);
  const form = type.startsWith('multipart/') ? await new Response(body, { headers: { 'content-type': type } }).formData() : new FormData();
  const fields: string[] = [];
  form.forEach((_, name) => fields.push(name));
  return { method, path, headers, fields, image: form.get('image') as File | null };
}

/** Answers with JSON, or with a text as it is. */
export function answering(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Behaviour {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

/** Never answers. */
export const stalling: Behaviour = () => undefined;

/** Closes the connection without a word. */
export const hangingUp: Behaviour = (response) => response.destroy();

/** Closes the connection in the middle of an answer. */
export const breakingOff: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"request_id": "1', () => response.destroy());
};
