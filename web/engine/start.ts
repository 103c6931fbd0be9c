import type { CoreModule, CoreThreadPool } from '../core/core_module.js';
import { isTrap, withThreads } from '../core/trap.js';
import { FaceAnalyzerError, messageOf } from '../errors.js';
import type { Progress } from '../interface.js';
import type { FaceAnalyzerResponse } from '../response.js';
import { type AssetSource, AssetStore } from './asset_store.js';
import { NetworkBackends } from './backends.js';
import { type CoreBuild, endCore, fileOfCore, hasRelaxedSimd, startCore, type ThreadHost } from './core_build.js';
import { CoreNetworks } from './core_networks.js';
import { Engine } from './engine.js';
import type { OfferGpu } from './gpu_offer.js';
import type { NetworkRunner } from './networks.js';
import { imageOf, type OpenUrl } from './picture.js';
import type { BreakdownRefusals, CallOptions, EngineSettings, EngineState, LocalInspection, Picture } from './protocol.js';

/** What an engine needs of the place where it runs. */
export interface EngineHost {
  source(settings: EngineSettings): AssetSource;
  /** Asks an address for an image. */
  readonly open: OpenUrl;
  readonly offerGpu: OfferGpu;
  readonly threads: ThreadHost;
  /** Whether relaxed SIMD is used where it is there and exact answers are not asked for. */
  readonly relaxes: boolean;
  /** Lets other events in. */
  pause(): Promise<void>;
}

export interface EngineEvents {
  progress(progress: Progress): void;
  state(state: EngineState): void;
  /** The core trapped while nobody had called. */
  trapped(error: unknown): void;
}

/** An engine in use. After a trap it can only be disposed of. */
export interface RunningEngine {
  readonly refusals: BreakdownRefusals;
  inspect(picture: Picture, options: CallOptions, signal: AbortSignal): Promise<LocalInspection>;
  /** Waits for what a GPU has to show, and runs an empty picture through the core and every network once. */
  warmup(signal: AbortSignal): Promise<null>;
  dispose(): Promise<void>;
}

/**
 * Reads every file, checks it, and opens every network: after it nothing is fetched any more, but what a GPU needs.
 * @throws FaceAnalyzerError where the engine cannot start; the signal's reason
 */
export async function startEngine(settings: EngineSettings, host: EngineHost, events: EngineEvents, signal: AbortSignal): Promise<RunningEngine> {
  const store = new AssetStore(settings.assets, host.source(settings), events.progress, signal);
  const { backend } = settings;
  const build: CoreBuild = { threads: settings.threads, relaxed: host.relaxes && !settings.exact && hasRelaxedSimd() };
  store.expect([fileOfCore(build), ...settings.networks.map(({ name }) => fileOf(name))]);
  // The core is the first to be asked for: nothing is opened before it.
  const starting = startWithThreads(build, store, host.threads, signal);
  try {
    const files = new Map(settings.networks.map(({ name }) => [name, store.read(fileOf(name))]));
    for (const file of [starting, ...files.values()]) file.catch(() => undefined); // whoever opens it hears of it
    const { core, threads } = await starting;
    const read = async (name: string): Promise<Uint8Array> => files.get(name) ?? store.read(fileOf(name));
    const pool = withThreads(() => new core.ThreadPool(threads));
    const wasm = new CoreNetworks(core, settings.networks, read, pool);
    await wasm.open(); // each as soon as its file is there
    signal.throwIfAborted();
    void store.tidy();
    const networks = new NetworkBackends(wasm, settings.networks, (state) => events.state({ ...state, threads, exact: !build.relaxed }));
    signal.addEventListener('abort', () => void networks.release(), { once: true }); // nobody waits for a trial that goes on
    if (backend !== 'wasm') networks.tryGpu(host.offerGpu({ backend, networks: settings.networks, read, wasm: rivalOf(wasm, events), store }));
    const settled = networks.settled().then(() => files.clear());
    if (backend === 'webgpu') await settled; // who asks for it wants to know
    signal.throwIfAborted();
    return running(core, networks, pool, settings, host);
  } catch (error) {
    void starting.then(({ core }) => endCore(core), () => undefined);
    if (signal.aborted || error instanceof FaceAnalyzerError) throw error;
    throw new FaceAnalyzerError('engine-failed', `The engine cannot start here: ${messageOf(error)}`, { cause: error });
  }
}

/** The core's networks as a GPU is measured against them: a trap is the engine's end, not the trial's. */
function rivalOf(wasm: NetworkRunner, events: EngineEvents): NetworkRunner {
  return {
    run: async (...run) => wasm.run(...run).catch((error: unknown) => {
      if (isTrap(error)) events.trapped(error);
      throw error;
    }),
  };
}

const fileOf = (network: string): string => `${network}.onnx`;

/** The core with its threads, or without where they do not start: a policy of the page may forbid them, or there is no memory to share. */
async function startWithThreads(build: CoreBuild, store: AssetStore, host: ThreadHost, signal: AbortSignal): Promise<{ readonly core: CoreModule; readonly threads: number }> {
  try {
    return { core: await startCore(build, store, host), threads: build.threads };
  } catch (error) {
    const single = { ...build, threads: 1 };
    if (build.threads === 1 || signal.aborted) throw error;
    store.expect([fileOfCore(single)]);
    return { core: await startCore(single, store, host), threads: 1 };
  }
}

function running(core: CoreModule, networks: NetworkBackends, pool: CoreThreadPool, settings: EngineSettings, host: EngineHost): RunningEngine {
  const engine = new Engine(core, networks, pool, host.pause);
  const { maximumFileBytes } = core.limits();
  const refusalOf = (code: keyof BreakdownRefusals): FaceAnalyzerResponse => JSON.parse(core.refuse(code, '')) as FaceAnalyzerResponse;
  return {
    refusals: { PROCESSING_FAILURE: refusalOf('PROCESSING_FAILURE'), ERROR_INSUFFICIENT_RESOURCES: refusalOf('ERROR_INSUFFICIENT_RESOURCES') },
    inspect: (picture, options, signal) => engine.inspect(() => imageOf(picture, maximumFileBytes, host.open, signal), options, signal),
    async warmup(signal) {
      await networks.settled();
      await engine.inspect({ width: 640, height: 480, values: new Uint8Array(640 * 480 * 4) }, {}, signal);
      for (const { name, shape } of settings.networks) {
        signal.throwIfAborted();
        await networks.run(name, shape, () => new Float32Array(shape.reduce((product, side) => product * side, 1)), {});
      }
      return null;
    },
    async dispose() {
      await networks.release();
      endCore(core);
    },
  };
}
