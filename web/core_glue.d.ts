/** The core's JavaScript as Emscripten writes it. */
declare module '#core' {
  interface GlueOptions {
    /** Instantiates the WASM file and hands the instance on. */
    readonly instantiateWasm: (imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void) => object;
  }
  export default function createModule(options: GlueOptions): Promise<import('./core_module.js').CoreModule>;
}
