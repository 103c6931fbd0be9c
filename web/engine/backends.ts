import type { CoreAnalysis } from '../core/core_module.js';
import { messageOf } from '../errors.js';
import type { Backend, NetworkTimings } from '../interface.js';
import type { GpuOffer } from './gpu_offer.js';
import { answer, type NetworkRunner, timed } from './networks.js';
import type { NetworkNames } from './protocol.js';
import type { NetworkOutput, NetworkSession, Runtime } from './runtime.js';

/** Which backend runs which network, and why. */
export interface BackendState {
  /** WebGPU where it runs any network. */
  readonly backend: Backend;
  readonly reason: string;
  readonly networks: Readonly<Record<string, Backend>>;
}

/** A GPU in use, and the networks that it runs. */
interface Gpu {
  readonly runtime: Runtime;
  readonly sessions: ReadonlyMap<string, NetworkSession>;
}

/** The networks, each on the backend that suits it: WebAssembly from the first moment, the GPU where and as long as it proves itself. */
export class NetworkBackends implements NetworkRunner {
  readonly #wasm: NetworkRunner;
  readonly #names: readonly string[];
  readonly #changed: (state: BackendState) => void;
  #gpu: Gpu | null = null;
  #trial: Promise<void> = Promise.resolve();
  #leaving: Promise<void> = Promise.resolve();
  #isReleased = false;

  /** @param changed hears of the first state and of every new one */
  constructor(wasm: NetworkRunner, networks: readonly NetworkNames[], changed: (state: BackendState) => void) {
    this.#wasm = wasm;
    this.#names = networks.map(({ name }) => name);
    this.#changed = changed;
    this.#tell('WebAssembly was asked for');
  }

  /** Lets a GPU take over what it is fit for, while WebAssembly goes on answering. */
  tryGpu(offer: GpuOffer): void {
    this.#tell('WebAssembly answers while WebGPU is tried');
    this.#trial = this.#try(offer).catch((error) => this.#leaveGpu(`WebGPU cannot be used: ${messageOf(error)}`));
  }

  /** Resolves when it is known what the GPU runs. */
  async settled(): Promise<void> {
    await this.#trial;
  }

  /**
   * Runs a network. Where the GPU fails, WebAssembly answers, now and from then on.
   * @throws Error where WebAssembly fails
   */
  async run(name: string, shape: readonly number[], values: () => Float32Array, timings: NetworkTimings): Promise<NetworkOutput[]> {
    const gpu = this.#gpu;
    const session = gpu?.sessions.get(name);
    if (session !== undefined) {
      try {
        return await timed(name, timings, () => session.run(shape, values));
      } catch (error) {
        if (gpu === this.#gpu) this.#leaveGpu(`WebGPU failed in ${name}: ${messageOf(error)}`);
      }
    }
    return this.#wasm.run(name, shape, values, timings);
  }

  async answer(analysis: CoreAnalysis, timings: NetworkTimings): Promise<void> {
    const onGpu = this.#gpu?.sessions.has(analysis.model()) === true;
    return answer(onGpu ? { run: this.run.bind(this) } : this.#wasm, analysis, timings);
  }

  /** Gives the GPU back. WebAssembly's memory goes with its instance. */
  async release(): Promise<void> {
    this.#isReleased = true;
    this.#leaveGpu('');
    await this.#trial;
    await this.#leaving;
  }

  async #try(offer: GpuOffer): Promise<void> {
    const runtime = await offer.open();
    const untried: Gpu = { runtime, sessions: new Map() };
    this.#gpu = untried;
    void runtime.lost.then((reason) => runtime === this.#gpu?.runtime && this.#leaveGpu(`the GPU was lost: ${reason}`));
    if (this.#isReleased) return this.#leaveGpu('');
    const { sessions, reason } = await offer.tryNetworks(runtime);
    if (this.#gpu !== untried) return; // it was lost meanwhile, or all is over
    if (sessions.size === 0) return this.#leaveGpu(reason);
    this.#gpu = { runtime, sessions };
    this.#tell(reason);
  }

  #leaveGpu(reason: string): void {
    const gpu = this.#gpu;
    this.#gpu = null;
    this.#tell(reason);
    if (gpu !== null) this.#leaving = gpu.runtime.dispose().catch(() => undefined); // a broken one's memory goes with the thread
  }

  #tell(reason: string): void {
    if (this.#isReleased) return;
    const networks = this.#names.map((name) => [name, this.#gpu?.sessions.has(name) === true ? 'webgpu' : 'wasm'] as const);
    const backend = networks.some(([, backend]) => backend === 'webgpu') ? 'webgpu' : 'wasm';
    this.#changed({ backend, reason, networks: Object.fromEntries(networks) });
  }
}
