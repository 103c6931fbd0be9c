import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.css': 'text/css',
  '.webmanifest': 'application/manifest+json',
};

/** What is sent for a path: the text of a page or script, or a file's bytes. */
export interface Content {
  readonly type: string;
  readonly body: string | Uint8Array;
}

export interface ServerOptions {
  /** Folders by the path that their files are found under, such as '/package/'. */
  readonly folders: Readonly<Record<string, string>>;
  readonly headers?: OutgoingHttpHeaders;
}

/** Changes what would be sent, at once or later; undefined where nothing is found. */
export type Change = (content: Content | undefined) => Content | undefined | Promise<Content | undefined>;

/** A web server of static files on this machine. */
export class Server {
  /** The path of each request, in order. */
  readonly requests: string[] = [];
  /** What is found under a path, before any folder is looked into. */
  readonly contents = new Map<string, Content>();
  /** What is done to that before it is sent. */
  readonly changes = new Map<string, Change>();
  readonly #options: ServerOptions;
  #port = 0;
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  private constructor(options: ServerOptions) {
    this.#options = options;
  }

  static async start(options: ServerOptions): Promise<Server> {
    const server = new Server(options);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    server.#port = (server.#server.address() as AddressInfo).port;
    return server;
  }

  /** With the name `localhost`, which browsers trust as they trust HTTPS. */
  get origin(): string {
    return `http://localhost:${this.#port}`;
  }

  /** From now on there is no answer. May be called twice. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.origin);
    this.requests.push(pathname);
    const found = await this.#find(pathname);
    const change = this.changes.get(pathname);
    const content = change === undefined ? found : await change(found);
    const headers = { 'cache-control': 'no-store', ...this.#options.headers };
    if (content === undefined) response.writeHead(404, headers).end();
    else response.writeHead(200, { ...headers, 'content-type': content.type, 'content-length': Buffer.byteLength(content.body) }).end(content.body);
  }

  async #find(pathname: string): Promise<Content | undefined> {
    const content = this.contents.get(pathname);
    if (content !== undefined) return content;
    const folder = Object.keys(this.#options.folders).find((prefix) => pathname.startsWith(prefix));
    if (folder === undefined) return undefined;
    const file = path.join(this.#options.folders[folder] ?? '', decodeURIComponent(pathname.slice(folder.length)), pathname.endsWith('/') ? 'index.html' : '');
    try {
      return { type: types[path.extname(file)] ?? 'application/octet-stream', body: await readFile(file) };
    } catch {
      return undefined;
    }
  }
}
