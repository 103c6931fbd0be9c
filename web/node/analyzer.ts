import { readFile } from 'node:fs/promises';
import { readManifest, runnablesOf } from '../../models/manifest.js';
import { Analyzer } from '../analyzer.js';
import type { CoreModule } from '../core_module.js';
import { type NetworkRunner, Networks } from '../networks.js';

/** The folder `build`: this file is compiled to build/js/web/node/. */
const build = new URL('../../../', import.meta.url);

export interface NodeOptions {
  readonly threads: number;
  /** Puts something between the analyzer and its networks: whoever trains the heads looks at what passes. */
  readonly wrap?: (networks: NetworkRunner) => NetworkRunner;
}

/** The analyzer on Node, out of the files that the build made. */
export async function createNodeAnalyzer({ threads, wrap = (networks) => networks }: NodeOptions): Promise<Analyzer> {
  const names = runnablesOf(readManifest()).map(({ name, input, outputs }) => ({ name, input: input.name, outputs: outputs.map((output) => output.name) }));
  const read = async (name: string): Promise<Uint8Array> => readFile(new URL(`models/${name}.onnx`, build));
  return new Analyzer(await loadCore(), wrap(new Networks(names, read, threads)));
}

async function loadCore(): Promise<CoreModule> {
  const { default: createModule } = (await import(new URL('wasm/face_analyzer.js', build).href)) as {
    readonly default: (options: { readonly wasmBinary: Uint8Array }) => Promise<CoreModule>;
  };
  return createModule({ wasmBinary: await readFile(new URL('wasm/face_analyzer.wasm', build)) });
}
