import { readFile } from 'node:fs/promises';
import createModule from '#core';
import { namesOf, readManifest, runnablesOf } from '../../models/manifest.js';
import type { CoreModule } from '../core/core_module.js';
import { CoreNetworks } from '../engine/core_networks.js';
import { Engine } from '../engine/engine.js';
import type { NetworkRunner } from '../engine/networks.js';

/** The folder `build`: this file is compiled to build/js/web/node/. */
const build = new URL('../../../', import.meta.url);

/** The core that the build made, in this thread. */
export async function nodeCore(): Promise<CoreModule> {
  return createModule({ wasmBinary: await readFile(new URL('wasm/face_analyzer.wasm', build)) });
}

/** The networks that the build made, in a core. */
export function networksIn(core: CoreModule): CoreNetworks {
  const read = async (name: string): Promise<Uint8Array> => readFile(new URL(`models/${name}.onnx`, build));
  return new CoreNetworks(core, runnablesOf(readManifest()).map(namesOf), read, new core.ThreadPool(1));
}

/** The networks that the build made, by themselves. */
export async function nodeNetworks(): Promise<CoreNetworks> {
  return networksIn(await nodeCore());
}

/**
 * The engine in this thread, on one thread, out of the files that the build made: for tests, training and measuring.
 * @param wrap puts something between the analyzer and its networks: whoever trains the heads looks at what passes
 */
export async function createNodeAnalyzer(wrap: (networks: NetworkRunner) => NetworkRunner = (networks) => networks): Promise<Engine> {
  const core = await nodeCore();
  return new Engine(core, wrap(networksIn(core)), new core.ThreadPool(1));
}
