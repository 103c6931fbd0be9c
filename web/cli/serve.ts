import { createFaceAnalyzer, FaceAnalyzerError } from 'local-face-analyzer';
import { createProxy, type Proxy } from 'local-face-analyzer/proxy';
import { type Command, exitCode, UsageError } from './arguments.js';
import { HttpServer } from './http_server.js';
import { Pool } from './pool.js';
import { parseServeOptions, type ServeOptions, usage } from './serve_options.js';
import { stopSignal } from './stop_signal.js';

const graceMs = 8_000; // as the usage text promises; containers are commonly killed after 10 s

export const serve: Command = {
  usage,
  async run(args) {
    const options = parseServeOptions(args);
    if (options.help) {
      console.log(usage);
      return exitCode.done;
    }
    const pool = new Pool(options.workers, () => createFaceAnalyzer({ threads: options.threads }));
    const proxy = proxyTo(pool, options);
    await pool.ready();
    const server = await listening(proxy, options);
    if (server === null) return exitCode.failed;
    console.log(`Listening on ${server.url}`);
    await stopSignal();
    await server.close(graceMs);
    await pool.dispose();
    return exitCode.done;
  },
};

/** @throws UsageError */
function proxyTo(pool: Pool, { allowedOrigins, workers, maxQueue }: ServeOptions): Proxy {
  try {
    return createProxy({ analyzer: pool, allowedOrigins, concurrency: workers, maxQueue });
  } catch (error) {
    throw error instanceof FaceAnalyzerError ? new UsageError(error.message) : error;
  }
}

async function listening(proxy: Proxy, options: ServeOptions): Promise<HttpServer | null> {
  try {
    return await HttpServer.listen((request) => (isVisit(request) ? welcome() : proxy(request)), options);
  } catch (error) {
    console.error(`serve: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

/** Somebody who looks whether there is a server. */
const isVisit = (request: Request): boolean => request.method === 'GET' && new URL(request.url).pathname === '/';

async function welcome(): Promise<Response> {
  return new Response('local-face-analyzer: post photographs to /api/portrait/analysis/face-analyzer-advanced\n');
}
