import createModule from '#core';
import type { CoreModule } from '../core/core_module.js';
import type { AssetStore } from './asset_store.js';
import { free } from './memory.js';

/** What a thread of the core is started by: a script of the page's own origin, or one that imports it. */
export type ThreadScript = string | Blob;

/** Where the core's threads come from; the browser's way and Node's differ. */
export interface ThreadHost {
  /** The module that starts the core with threads, and is the script of each. */
  readonly file: string;
  readonly scriptOf: (url: string) => ThreadScript;
}

/** One of the core's builds. */
export interface CoreBuild {
  readonly threads: number;
  /** Relaxed SIMD, which adds products up in one step where the processor does: faster, but the last bits are the machine's. */
  readonly relaxed: boolean;
}

export const fileOfCore = ({ threads, relaxed }: CoreBuild): string => `face_analyzer${threads > 1 ? '_threads' : ''}${relaxed ? '_relaxed' : ''}.wasm`;

/** Whether relaxed SIMD is there: a module that uses it, and nothing else, is valid. */
export function hasRelaxedSimd(): boolean {
  return WebAssembly.validate(relaxedModule);
}

/** (module (func (result v128) (i8x16.relaxed_swizzle (i8x16.splat (i32.const 1)) (i8x16.splat (i32.const 2))))) */
const relaxedModule = Uint8Array.of(
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // magic and version
  1, 5, 1, 0x60, 0, 1, 0x7b, // a type: nothing to v128
  3, 2, 1, 0, // a function of it
  10, 15, 1, 13, 0, 0x41, 1, 0xfd, 15, 0x41, 2, 0xfd, 15, 0xfd, 0x80, 2, 11, // its code
);

/** Above this the threads have not come and will not: a policy of the page forbids them. */
const startMilliseconds = 30_000;

/** @throws Error where it cannot start here */
export async function startCore(build: CoreBuild, store: AssetStore, host: ThreadHost): Promise<CoreModule> {
  const binary = await store.read(fileOfCore(build));
  const core = await (build.threads === 1 ? createModule({ wasmBinary: binary }) : startThreads(binary, build.threads, store.url(host.file), host));
  free(binary);
  return core;
}

/** Afterwards nothing of the core can be used. Threads that wait for work would keep its memory. */
export function endCore(core: CoreModule): void {
  core.PThread?.terminateAllThreads();
}

async function startThreads(wasmBinary: Uint8Array<ArrayBuffer>, threads: number, url: string, { scriptOf }: ThreadHost): Promise<CoreModule> {
  const { default: create } = (await import(/* webpackIgnore: true */ /* @vite-ignore */ url)) as typeof import('#core/threads');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('its threads do not start')), startMilliseconds);
  });
  return Promise.race([create({ wasmBinary, threads, mainScriptUrlOrBlob: scriptOf(url) }), tooLate]).finally(() => clearTimeout(timer));
}
