import type { NetworkTimings } from '../interface.js';
import type { NetworkNames } from './protocol.js';
import type { NetworkOutput, NetworkSession, Runtime } from './runtime.js';

/** Whoever runs the networks. */
export type NetworkRunner = Pick<Networks, 'run'>;

/** The networks in one of ONNX Runtime's builds. A network is loaded when it is first asked for. */
export class Networks {
  readonly #names: ReadonlyMap<string, NetworkNames>;
  readonly #read: (name: string) => Promise<Uint8Array>;
  readonly #runtime: Runtime;
  readonly #sessions = new Map<string, Promise<NetworkSession>>();

  /** @param read gives a network's ONNX bytes */
  constructor(networks: readonly NetworkNames[], read: (name: string) => Promise<Uint8Array>, runtime: Runtime) {
    this.#names = new Map(networks.map((network) => [network.name, network]));
    this.#read = read;
    this.#runtime = runtime;
  }

  /** Opens every network. */
  async open(): Promise<void> {
    // One after the other: ONNX Runtime's start must not be asked for twice.
    for (const name of this.#names.keys()) await this.#session(name);
  }

  /** @throws Error where ONNX Runtime fails */
  async run(name: string, shape: readonly number[], values: () => Float32Array, timings: NetworkTimings): Promise<NetworkOutput[]> {
    const session = await this.#session(name);
    return timed(name, timings, () => session.run(shape, values));
  }

  async release(): Promise<void> {
    const sessions = [...this.#sessions.values()];
    this.#sessions.clear();
    await Promise.all(sessions.map(async (session) => (await session).release()));
    await this.#runtime.dispose();
  }

  #session(name: string): Promise<NetworkSession> {
    let session = this.#sessions.get(name);
    if (session === undefined) {
      session = this.#create(name);
      session.catch(() => this.#sessions.delete(name)); // the next inference tries again
      this.#sessions.set(name, session);
    }
    return session;
  }

  async #create(name: string): Promise<NetworkSession> {
    const network = this.#names.get(name);
    if (network === undefined) throw new Error(`there is no network ${name}`);
    return this.#runtime.open(network, await this.#read(name));
  }
}

/** Runs a network and counts it. */
export async function timed(name: string, timings: NetworkTimings, run: () => Promise<NetworkOutput[]>): Promise<NetworkOutput[]> {
  const begin = performance.now();
  const outputs = await run();
  const timing = (timings[name] ??= { milliseconds: 0, runs: 0 });
  timing.milliseconds += performance.now() - begin;
  timing.runs += 1;
  return outputs;
}
