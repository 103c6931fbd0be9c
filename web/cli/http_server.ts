import type { Server as NodeServer, ServerResponse } from 'node:http';
import type { Server } from 'srvx';
// Node's http as WHATWG requests and responses: streamed bodies, signals for clients that are gone, no dependencies.
import { serve } from 'srvx/node';

/** An HTTP server that can be closed in peace. */
export class HttpServer {
  readonly #server: Server;
  #open = 0;
  #isClosing = false;

  private constructor(server: Server) {
    this.#server = server;
    (server.node?.server as NodeServer).on('request', (_, response: ServerResponse) => {
      this.#open += 1;
      response.once('close', () => {
        this.#open -= 1;
        this.#hangUp();
      });
    });
  }

  /** @throws Error where the port is not to be had */
  static async listen(answer: (request: Request) => Promise<Response>, { port, host }: { readonly port: number; readonly host: string }): Promise<HttpServer> {
    const server = new HttpServer(serve({ fetch: answer, port, hostname: host, silent: true, gracefulShutdown: false }));
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

  /** Where nobody waits for an answer any more, connections that are kept or mute are not waited for. */
  #hangUp(): void {
    if (this.#isClosing && this.#open === 0) void this.#server.close(true);
  }
}
