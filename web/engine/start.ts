import createModule from '#core';
import type { CoreModule } from '../core/core_module.js';
import { FaceAnalyzerError, messageOf, missingAsset } from '../errors.js';
import type { Progress } from '../interface.js';
import { type AssetSource, AssetStore } from './asset_store.js';
import { NetworkBackends } from './backends.js';
import { Engine } from './engine.js';
import type { OfferGpu } from './gpu_offer.js';
import { Networks } from './networks.js';
import { free } from './memory.js';
import { imageOf, type OpenUrl } from './picture.js';
import type { CallOptions, EngineSettings, EngineState, LocalInspection, Picture } from './protocol.js';
import { wasmRuntime } from './wasm_runtime.js';

/** What an engine needs of the place where it runs. */
export interface EngineHost {
  source(settings: EngineSettings): AssetSource;
  /** Asks an address for an image. */
  readonly open: OpenUrl;
  readonly offerGpu: OfferGpu;
  /** Lets other events in. */
  pause(): Promise<void>;
}

export interface EngineEvents {
  progress(progress: Progress): void;
  state(state: EngineState): void;
}

/** An engine in use. */
export interface RunningEngine {
  inspect(picture: Picture, options: CallOptions, signal: AbortSignal): Promise<LocalInspection>;
  /** Waits for what a GPU has to show, and runs an empty picture through the core and every network once. */
  warmup(signal: AbortSignal): Promise<null>;
  dispose(): Promise<void>;
}

const coreFile = 'face_analyzer.wasm';
const runtimeFiles = { module: 'ort-wasm-simd-threaded.mjs', binary: 'ort-wasm-simd-threaded.wasm' } as const;

/**
 * Reads every file, checks it, and opens every network: after it nothing is fetched any more, but what a GPU needs.
 * @throws FaceAnalyzerError where the engine cannot start; the signal's reason
 */
export async function startEngine(settings: EngineSettings, host: EngineHost, events: EngineEvents, signal: AbortSignal): Promise<RunningEngine> {
  const store = new AssetStore(settings.assets, host.source(settings), events.progress, signal);
  const networkFiles = settings.networks.map(({ name }) => `${name}.onnx`);
  const files = [coreFile, runtimeFiles.binary, ...networkFiles];
  store.expect(files);
  const bytes = new Map(await Promise.all(files.map(async (file) => [file, await store.read(file)] as const)));
  const give = (file: string): Uint8Array<ArrayBuffer> => {
    const given = bytes.get(file);
    if (given === undefined) throw new Error(`${file} was thrown away`);
    return given;
  };
  const read = async (name: string): Promise<Uint8Array> => give(`${name}.onnx`);
  try {
    const core = await createModule({ wasmBinary: give(coreFile) });
    const moduleUrl = store.url(runtimeFiles.module);
    await assertLoads(moduleUrl);
    const runtime = wasmRuntime(settings.threads, { moduleUrl, binary: give(runtimeFiles.binary) });
    const wasm = new Networks(settings.networks, read, runtime);
    await wasm.open();
    for (const file of [coreFile, runtimeFiles.binary]) free(give(file));
    signal.throwIfAborted();
    void store.tidy();
    const networks = new NetworkBackends(wasm, settings.networks, (state) => events.state({ ...state, threads: settings.threads }));
    signal.addEventListener('abort', () => void networks.release(), { once: true }); // nobody waits for a trial that goes on
    const { backend } = settings;
    if (backend !== 'wasm') networks.tryGpu(host.offerGpu({ backend, networks: settings.networks, read, wasm, store }));
    const settled = networks.settled().then(() => bytes.clear());
    if (backend === 'webgpu') await settled; // who asks for it wants to know
    signal.throwIfAborted();
    return running(core, networks, settings, host);
  } catch (error) {
    if (signal.aborted || error instanceof FaceAnalyzerError) throw error;
    throw new FaceAnalyzerError('engine-failed', `The engine cannot start here: ${messageOf(error)}`, { cause: error });
  }
}

/** ONNX Runtime imports its module by itself, but does not say so where it cannot. */
async function assertLoads(moduleUrl: string): Promise<void> {
  try {
    await import(moduleUrl);
  } catch (error) {
    throw missingAsset(runtimeFiles.module, moduleUrl, error);
  }
}

function running(core: CoreModule, networks: NetworkBackends, settings: EngineSettings, host: EngineHost): RunningEngine {
  const engine = new Engine(core, networks, host.pause);
  const { maximumFileBytes } = core.limits();
  return {
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
    dispose: () => networks.release(),
  };
}
