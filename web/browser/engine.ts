/** The engine's own module: a worker's script, or imported where the engine runs inline. */
import { offerGpu } from './gpu.js';
import { ownScript } from './own_script.js';
import { browserSource } from './source.js';
import { engineScope, holdLife } from './worker_life.js';
import type { Port, Reply, Request } from '../engine/protocol.js';
import { serve as serveWith } from '../engine/serve.js';
import type { EngineHost } from '../engine/start.js';

const host: EngineHost = {
  source: ({ cache, assets }) => browserSource({ cache, sha256Url: assets['sha256.js']?.url ?? '' }),
  open: (url, signal) => fetch(url, { signal }),
  offerGpu,
  threads: { file: 'threads.js', scriptOf: ownScript },
  relaxes: true,
  pause,
};

/** A message to oneself comes after those that wait, and is not held back as a timer is. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

export { startValidator } from '../core/validator.js';

export function serve(port: Port<Reply, Request>): void {
  serveWith(port, host);
}

/** In a worker that was started for it the engine serves at once. */
const scope = engineScope();
if (scope !== null) {
  const held = holdLife(scope.name); // before it says anything
  serve({
    post: (message, transfer) => scope.postMessage(message, [...(transfer ?? [])]),
    listen: (receive) => scope.addEventListener('message', ({ data }) => void held.then(() => receive(data as Request))),
  });
}
