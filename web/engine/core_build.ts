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
  readonly file: string;
  readonly threads: number;
}

export const singleBuild: CoreBuild = { file: 'face_analyzer.wasm', threads: 1 };

export function buildFor(threads: number): CoreBuild {
  return threads === 1 ? singleBuild : { file: 'face_analyzer_threads.wasm', threads };
}

/** Above this the threads have not come and will not: a policy of the page forbids them. */
const startMilliseconds = 30_000;

/** @throws Error where it cannot start here */
export async function startCore(build: CoreBuild, store: AssetStore, host: ThreadHost): Promise<CoreModule> {
  const binary = await store.read(build.file);
  const core = await (build.threads === 1 ? createModule({ wasmBinary: binary }) : startThreads(binary, build.threads, store.url(host.file), host));
  free(binary);
  return core;
}

async function startThreads(wasmBinary: Uint8Array<ArrayBuffer>, threads: number, url: string, { scriptOf }: ThreadHost): Promise<CoreModule> {
  const { default: create } = (await import(/* webpackIgnore: true */ /* @vite-ignore */ url)) as typeof import('#core/threads');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('its threads do not start')), startMilliseconds);
  });
  return Promise.race([create({ wasmBinary, threads, mainScriptUrlOrBlob: scriptOf(url) }), tooLate]).finally(() => clearTimeout(timer));
}
