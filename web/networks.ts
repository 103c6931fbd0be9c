import * as ort from '#onnxruntime';

/** One output of a network, in the manifest's order. */
export interface NetworkOutput {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** What a network is run by: its name in the manifest, and the names of its input and outputs in order. */
export interface NetworkNames {
  readonly name: string;
  readonly input: string;
  readonly outputs: readonly string[];
}

/** Milliseconds spent in each network, and how often it ran. */
export type NetworkTimings = Record<string, { milliseconds: number; runs: number }>;

/** Whoever runs the networks. */
export type NetworkRunner = Pick<Networks, 'run'>;

/** The networks in ONNX Runtime Web. A network is loaded when it is first asked for. */
export class Networks {
  readonly #names: ReadonlyMap<string, NetworkNames>;
  readonly #read: (name: string) => Promise<Uint8Array>;
  readonly #sessions = new Map<string, Promise<ort.InferenceSession>>();

  /** @param read gives a network's ONNX bytes */
  constructor(networks: readonly NetworkNames[], read: (name: string) => Promise<Uint8Array>, threads: number) {
    this.#names = new Map(networks.map((network) => [network.name, network]));
    this.#read = read;
    ort.env.wasm.numThreads = threads;
    ort.env.logLevel = 'error';
  }

  /**
   * Runs a network on one input. Its values are asked for at the last moment: they may be a view on the core's memory,
   * which does not outlive the core's next growth.
   * @throws Error where ONNX Runtime fails
   */
  async run(name: string, shape: readonly number[], values: () => Float32Array, timings: NetworkTimings): Promise<NetworkOutput[]> {
    const network = this.#network(name);
    const session = await this.#session(name);
    const begin = performance.now();
    const outputs = await session.run({ [network.input]: new ort.Tensor('float32', values(), shape) });
    const timing = (timings[name] ??= { milliseconds: 0, runs: 0 });
    timing.milliseconds += performance.now() - begin;
    timing.runs += 1;
    return network.outputs.map((output) => {
      const tensor = outputs[output];
      if (tensor === undefined || !(tensor.data instanceof Float32Array)) throw new Error(`${name} gave no ${output}`);
      return { shape: tensor.dims, values: tensor.data };
    });
  }

  #network(name: string): NetworkNames {
    const network = this.#names.get(name);
    if (network === undefined) throw new Error(`there is no network ${name}`);
    return network;
  }

  #session(name: string): Promise<ort.InferenceSession> {
    let session = this.#sessions.get(name);
    if (session === undefined) {
      session = this.#create(name);
      session.catch(() => this.#sessions.delete(name)); // the next inference tries again
      this.#sessions.set(name, session);
    }
    return session;
  }

  async #create(name: string): Promise<ort.InferenceSession> {
    return ort.InferenceSession.create(await this.#read(name), {
      executionProviders: ['wasm'],
      graphOptimizationLevel: 'all',
    });
  }
}
