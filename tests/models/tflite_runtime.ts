import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const requirePackage = createRequire(import.meta.url);

interface CppVector<Element> {
  size(): number;
  get(index: number): Element;
}

interface CppTensor {
  data(): Float32Array;
}

interface CppRunner {
  GetInputs(): CppVector<CppTensor>;
  GetOutputs(): CppVector<CppTensor>;
  Infer(): boolean;
}

interface TfliteModule {
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  readonly TFLiteWebModelRunner: {
    CreateFromBufferAndOptions(address: number, bytes: number, options: object): { ok(): boolean; errorMessage(): string; value(): CppRunner };
  };
}

/**
 * TFLite itself, as the WebAssembly that @tensorflow/tfjs-tflite brings (with XNNPACK, one thread). Its own JavaScript client loads scripts into a web
 * page; its WebAssembly module is used directly, which needs no page.
 */
export class TfliteModel {
  readonly #runner: CppRunner;

  private constructor(runner: CppRunner) {
    this.#runner = runner;
  }

  /** @throws Error where TFLite cannot read the model, for one because of a custom operator */
  static async create(bytes: Uint8Array): Promise<TfliteModel> {
    const script = requirePackage.resolve('@tensorflow/tfjs-tflite/wasm/tflite_web_api_cc_simd.js');
    const factory = requirePackage(script) as (options: object) => Promise<TfliteModule>;
    const wasmBinary = readFileSync(script.replace(/\.js$/, '.wasm'));
    const module = await factory({ wasmBinary, print: () => undefined, printErr: () => undefined });
    const address = module._malloc(bytes.length);
    module.HEAPU8.set(bytes, address);
    const options = { numThreads: 1, enableProfiling: false, maxProfilingBufferEntries: 0 };
    const created = module.TFLiteWebModelRunner.CreateFromBufferAndOptions(address, bytes.length, options);
    if (!created.ok()) throw new Error(created.errorMessage());
    return new TfliteModel(created.value());
  }

  /** @returns every output, in the model's order */
  run(input: Float32Array): Float32Array[] {
    this.#runner.GetInputs().get(0).data().set(input);
    if (!this.#runner.Infer()) throw new Error('TFLite failed');
    const outputs = this.#runner.GetOutputs();
    return Array.from({ length: outputs.size() }, (_, index) => outputs.get(index).data().slice());
  }
}
