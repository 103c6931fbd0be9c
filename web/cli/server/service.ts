import type { Proxy } from 'local-face-analyzer/proxy';
import type { Pool } from '../pool.js';
import type { State } from './metrics.js';

export type Readiness = 'ready' | 'starting' | 'full' | 'stopping';

/** The requests of the API's clients, and whether there is room for more. */
export class Service {
  readonly #proxy: Proxy;
  readonly #pool: Pool;
  /** How many requests have a place at once, at most. */
  readonly #places: number;
  #taken = 0;
  #isStopping = false;

  constructor(proxy: Proxy, pool: Pool, places: number) {
    this.#proxy = proxy;
    this.#pool = pool;
    this.#places = places;
  }

  async answer(request: Request): Promise<Response> {
    this.#taken += 1;
    try {
      return await this.#proxy(request);
    } finally {
      this.#taken -= 1;
    }
  }

  /** From now on it is not ready; what comes is still answered. */
  stop(): void {
    this.#isStopping = true;
  }

  /** Asking starts anew what broke down: nobody else might ask a server that is not ready. */
  get readiness(): Readiness {
    if (this.#isStopping) return 'stopping';
    if (!this.#pool.isReady) {
      this.#pool.ready().catch(() => undefined);
      return 'starting';
    }
    return this.#taken < this.#places ? 'ready' : 'full';
  }

  get state(): State {
    const { busy: inProgress, restarts } = this.#pool;
    return { inProgress, waiting: Math.max(0, this.#taken - inProgress), restarts };
  }
}
