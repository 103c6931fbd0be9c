/** The core's JavaScript as Emscripten wrote it; package.json's `imports` says where it lies. */
declare module '#core' {
  import type { CoreModule } from './core_module.js';

  /** Compiles the core, or takes it compiled where only that is allowed. */
  export default function createModule(options: {
    readonly wasmBinary?: ArrayBuffer | Uint8Array;
    readonly instantiateWasm?: (
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance, module?: WebAssembly.Module) => void,
    ) => object;
  }): Promise<CoreModule>;
}

/** The build with threads. */
declare module '#core/threads' {
  import type { CoreModule } from './core_module.js';

  export default function createModule(options: {
    readonly wasmBinary: Uint8Array;
    /** All together, the caller's own among them. */
    readonly threads: number;
    /** The script of each thread: this module. */
    readonly mainScriptUrlOrBlob: string | Blob;
  }): Promise<CoreModule>;
}
