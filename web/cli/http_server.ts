import { type IncomingMessage, type Server as NodeServer, type ServerOptions, STATUS_CODES, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Server } from 'srvx';
// Node's http as WHATWG requests and responses: streamed bodies, signals for clients that are gone, no dependencies.
import { serve } from 'srvx/node';
import { noticeOf, type NoticeStatus } from '../proxy/answers.js';
import type { Handler } from './server/observed.js';

const headersTimeoutMs = 10_000;
const marginMs = 1_000; // a handler that gives a body up by itself has a better answer
// Balancers keep connections for 60 s: the server must not be the first to close one.
const timeouts = { keepAliveTimeout: 75_000, connectionsCheckingInterval: 500 };

export interface HttpServerOptions {
  readonly port: number;
  readonly host: string;
  /** How long a request's body may take to come; 60 000 by default. Its headers have 10 s, or less where this is less. */
  readonly bodyTimeoutMs?: number;
}

/** An HTTP server that can be closed in peace. */
export class HttpServer {
  readonly #server: Server;
  readonly #nodeServer: NodeServer;
  /** The last request of each connection. */
  readonly #last = new WeakMap<Socket, ServerResponse>();
  #open = 0;
  #isClosing = false;

  private constructor(server: Server) {
    this.#server = server;
    this.#nodeServer = server.node?.server as NodeServer;
    this.#nodeServer.on('request', (request, response: ServerResponse) => this.#begin(request, response));
    this.#nodeServer.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => this.#refuse(error, socket));
  }

  /** @throws Error where the port is not to be had */
  static async listen(answer: Handler, { port, host, bodyTimeoutMs = 60_000 }: HttpServerOptions): Promise<HttpServer> {
    const headersTimeout = Math.min(headersTimeoutMs, bodyTimeoutMs);
    const node: ServerOptions = { ...timeouts, headersTimeout, requestTimeout: headersTimeout + bodyTimeoutMs + marginMs };
    const server = new HttpServer(serve({ fetch: closingLate(answer), port, hostname: host, silent: true, gracefulShutdown: false, node }));
    await server.#server.ready();
    return server;
  }

  get url(): string {
    return this.#server.url ?? '';
  }

  /** Takes no new connections, finishes what was begun, at most so many milliseconds of it, and ends the others. */
  async close(graceMs: number): Promise<void> {
    this.#isClosing = true;
    const overdue = setTimeout(() => void this.#server.close(true), graceMs);
    const closed = this.#server.close();
    this.#hangUp();
    await closed;
    clearTimeout(overdue);
  }

  #begin(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    const cut = (): void => {
      if (request.destroyed && !request.complete && response.writableFinished) socket.destroy(); // nobody reads what else comes
    };
    this.#last.set(socket, response);
    this.#open += 1;
    request.once('close', cut);
    response.once('close', () => {
      cut();
      this.#open -= 1;
      this.#hangUp();
    });
  }

  /** Where nobody waits for an answer any more, connections that are kept or mute are not waited for. */
  #hangUp(): void {
    if (this.#isClosing && this.#open === 0) void this.#server.close(true);
  }

  /** Answers what never becomes a request, unless its connection is gone or an answer is on its way. */
  #refuse({ code }: NodeJS.ErrnoException, socket: Socket): void {
    const last = this.#last.get(socket);
    const isAnswered = last !== undefined && last.headersSent && !(last.writableFinished && last.req.complete);
    if (code === 'ECONNRESET' || !socket.writable || isAnswered) socket.destroy();
    else socket.end(refusal(...(refusals[code ?? ''] ?? [400, 'The request cannot be read as HTTP.'])), () => socket.destroy());
  }
}

/** A client that is too slow is not waited for behind its answer. */
function closingLate(answer: Handler): Handler {
  return async (request) => {
    const response = await answer(request);
    if (response.status === 408) request.runtime?.node?.res?.setHeader('connection', 'close');
    return response;
  };
}

const refusals: Readonly<Record<string, readonly [status: NoticeStatus, message: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not come in time.'],
  HPE_HEADER_OVERFLOW: [431, 'The headers have more than 16 KB.'],
};

function refusal(status: NoticeStatus, message: string): string {
  const body = JSON.stringify(noticeOf(status, message));
  const headers = ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`, 'connection: close'];
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...headers, '', body].join('\r\n');
}
