import { createFaceAnalyzer, FaceAnalyzerError } from 'local-face-analyzer';
import { createProxy, type Proxy } from 'local-face-analyzer/proxy';
import { notice } from '../proxy/answers.js';
import { ClientKeys } from '../proxy/client_keys.js';
import { type Command, exitCode, UsageError } from './arguments.js';
import { HttpServer } from './http_server.js';
import { Pool } from './pool.js';
import { parseServeOptions, type ServeOptions, usage } from './serve_options.js';
import { Hosts } from './server/hosts.js';
import { Metrics } from './server/metrics.js';
import { type Handler, observed } from './server/observed.js';
import { requestLog } from './server/request_log.js';
import { routes } from './server/routes.js';
import { Service } from './server/service.js';
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
    const service = new Service(proxyTo(pool, options), pool, options.workers + options.maxQueue);
    const stopped = stopSignal();
    const server = await listening(handler(service, options), options);
    if (server === null) return exitCode.failed;
    await Promise.race([pool.ready(), stopped]);
    console.log(`Listening on ${server.url}`);
    await stopped;
    service.stop();
    await server.close(graceMs);
    await pool.dispose();
    return exitCode.done;
  },
};

/** @throws UsageError */
function proxyTo(pool: Pool, { allowedOrigins, workers, maxQueue, apiKeys, maxBytes, bodyTimeoutMs }: ServeOptions): Proxy {
  try {
    return createProxy({
      analyzer: pool,
      allowedOrigins,
      concurrency: workers,
      maxQueue,
      bodyTimeoutMs,
      ...(apiKeys && { clientKeys: apiKeys }),
      ...(maxBytes !== undefined && { maxBytes }),
    });
  } catch (error) {
    throw error instanceof FaceAnalyzerError ? new UsageError(error.message) : error;
  }
}

function handler(service: Service, { apiKeys, allowedHosts, host, isLogged }: ServeOptions): Handler {
  const hosts = new Hosts(allowedHosts, host);
  const metrics = new Metrics();
  const api = observed((request) => service.answer(request), (outcome) => metrics.count(outcome));
  const routed = routes({ api, service, metrics, keys: apiKeys && new ClientKeys(apiKeys) });
  const answer: Handler = async (request) => {
    const { hostname } = new URL(request.url);
    return hosts.allow(hostname) ? routed(request) : notice(403, `This server does not answer to the name ${hostname}: --allow-host ${hostname} lets it.`);
  };
  return isLogged ? observed(answer, requestLog()) : answer;
}

async function listening(answer: Handler, options: ServeOptions): Promise<HttpServer | null> {
  try {
    return await HttpServer.listen(answer, options);
  } catch (error) {
    console.error(`serve: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}
