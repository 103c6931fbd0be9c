import { readFile } from 'node:fs/promises';
import createModule from '#core';
import { namesOf, readManifest, runnablesOf } from '../../models/manifest.js';
import { Engine } from '../engine/engine.js';
import { type NetworkRunner, Networks } from '../engine/networks.js';
import { wasmRuntime } from '../engine/wasm_runtime.js';

/** The folder `build`: this file is compiled to build/js/web/node/. */
const build = new URL('../../../', import.meta.url);

export interface NodeOptions {
  readonly threads: number;
  /** Puts something between the analyzer and its networks: whoever trains the heads looks at what passes. */
  readonly wrap?: (networks: NetworkRunner) => NetworkRunner;
}

/** The networks that the build made, in this thread. */
export function nodeNetworks(threads: number): Networks {
  const read = async (name: string): Promise<Uint8Array> => readFile(new URL(`models/${name}.onnx`, build));
  return new Networks(runnablesOf(readManifest()).map(namesOf), read, wasmRuntime(threads, null));
}

/** The engine in this thread, out of the files that the build made: for tests, training and measuring. */
export async function createNodeAnalyzer({ threads, wrap = (networks) => networks }: NodeOptions): Promise<Engine> {
  const core = await createModule({ wasmBinary: await readFile(new URL('wasm/face_analyzer.wasm', build)) });
  return new Engine(core, wrap(nodeNetworks(threads)));
}
