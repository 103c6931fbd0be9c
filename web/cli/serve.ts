import { createFaceAnalyzer, FaceAnalyzerError } from 'local-face-analyzer';
import { createProxy, type Proxy } from 'local-face-analyzer/proxy';
// Node's http as WHATWG requests and responses: streamed bodies, signals for clients that are gone, no dependencies.
import type { Server } from 'srvx';
import { serve as listen } from 'srvx/node';
import { type Command, exitCode, UsageError } from './arguments.js';
import { Pool } from './pool.js';
import { parseServeOptions, type ServeOptions, usage } from './serve_options.js';
import { stopSignal } from './stop_signal.js';

const graceMs = 10_000; // as the usage text promises

export const serve: Command = {
  usage,
  async run(args) {
    const options = parseServeOptions(args);
    if (options.help) {
      console.log(usage);
      return exitCode.done;
    }
    const pool = await Pool.start(options.workers, () => createFaceAnalyzer({ threads: options.threads }));
    const stopped = stopSignal();
    const server = listen({
      fetch: handlerOf(proxyTo(pool, options), stopped.signal),
      port: options.port,
      hostname: options.host,
      silent: true,
      gracefulShutdown: false, // done here, with the analyzers
    });
    try {
      await server.ready();
    } catch (error) {
      console.error(`serve: ${error instanceof Error ? error.message : String(error)}`);
      return exitCode.failed;
    }
    console.log(`Listening on ${server.url}`);
    await stopped.promise;
    await closed(server);
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

/** The proxy; a word to whoever looks at the root; and, while the server stops, no connection is kept. */
function handlerOf(proxy: Proxy, stopping: AbortSignal): Proxy {
  return async (request) => {
    const isRoot = request.method === 'GET' && new URL(request.url).pathname === '/';
    const response = isRoot ? new Response('local-face-analyzer: post photographs to /api/portrait/analysis/face-analyzer-advanced\n') : await proxy(request);
    if (stopping.aborted) response.headers.set('connection', 'close');
    return response;
  };
}

/** Lets what was begun finish, within the grace. */
async function closed(server: Server): Promise<void> {
  const overdue = setTimeout(() => void server.close(true), graceMs);
  await server.close();
  clearTimeout(overdue);
}
