import type { CoreAnalysis, CoreInference, CoreModule, CoreNetworkMemory, CoreThreadPool } from '../core/core_module.js';
import { freedAfter, withThreads } from '../core/trap.js';
import type { NetworkTimings } from '../interface.js';
import { type NetworkRunner, timed } from './networks.js';
import type { NetworkNames } from './protocol.js';
import type { NetworkOutput } from './runtime.js';

/** The networks as the core runs them, in its own memory. A network is read when it is first asked for. */
export class CoreNetworks implements NetworkRunner {
  readonly #core: CoreModule;
  readonly #names: ReadonlyMap<string, NetworkNames>;
  readonly #read: (name: string) => Promise<Uint8Array>;
  readonly #memory: CoreNetworkMemory;
  readonly #opened = new Map<string, Promise<void>>();

  /** @param read gives a network's ONNX bytes */
  constructor(core: CoreModule, networks: readonly NetworkNames[], read: (name: string) => Promise<Uint8Array>, pool: CoreThreadPool) {
    this.#core = core;
    this.#names = new Map(networks.map((network) => [network.name, network]));
    this.#read = read;
    this.#memory = new core.Networks(pool);
  }

  /** Opens every network, in the order in which their files come. */
  async open(): Promise<void> {
    await Promise.all([...this.#names.keys()].map(async (name) => this.#open(name)));
  }

  /** @throws Error where the network cannot be read, or fails */
  async run(name: string, shape: readonly number[], values: () => Float32Array, timings: NetworkTimings): Promise<NetworkOutput[]> {
    await this.#open(name);
    const input = values().slice(); // a view on the core's memory may not outlive the growth for another input
    const inference = new this.#core.Inference(name, shape);
    const outputs = await timed(name, timings, () => this.#outputs(name, inference, input)).catch((error: unknown) => {
      throw freedAfter(error, inference);
    });
    inference.delete();
    return outputs;
  }

  /** @throws Error where the network cannot be read */
  async answer(analysis: CoreAnalysis, timings: NetworkTimings): Promise<void> {
    const name = analysis.model();
    await this.#open(name);
    await timed(name, timings, () => withThreads(() => analysis.infer(this.#memory)));
  }

  #outputs(name: string, inference: CoreInference, values: Float32Array): NetworkOutput[] {
    inference.input().set(values);
    const failure = withThreads(() => inference.run(this.#memory));
    if (failure !== '') throw new Error(`${name} fails: ${failure}`);
    const outputs = this.#names.get(name)?.outputs ?? [];
    return outputs.map((_, index) => ({ shape: inference.outputShape(index), values: inference.output(index).slice() }));
  }

  #open(name: string): Promise<void> {
    let opened = this.#opened.get(name);
    if (opened === undefined) {
      opened = this.#readAndOpen(name);
      opened.catch(() => this.#opened.delete(name)); // the next inference tries again
      this.#opened.set(name, opened);
    }
    return opened;
  }

  async #readAndOpen(name: string): Promise<void> {
    if (!this.#names.has(name)) throw new Error(`there is no network ${name}`);
    const bytes = await this.#read(name);
    this.#memory.allocate(bytes.length).set(bytes);
    const failure = this.#memory.open(name);
    if (failure !== '') throw new Error(`${name} cannot be opened: ${failure}`);
  }
}
