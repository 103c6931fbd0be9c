/** Who answers: the local analyzer, or the remote API through a proxy. */
import { type AnalyzeOptions, type Capabilities, createFaceAnalyzer, type FaceAnalyzer, type ImageInput, type Inspection, type Progress } from 'local-face-analyzer';

/** What the page asks for answers; they come in their order. */
export interface Engine {
  inspect(input: ImageInput, options?: AnalyzeOptions): Promise<Inspection>;
  /** Null where the remote API answers. */
  capabilities(): Capabilities | null;
}

/**
 * The local analyzer, warmed up. The address may name a backend, ?backend=wasm, and ask for the answers that are the same everywhere, ?exact.
 * @throws FaceAnalyzerError where it cannot start
 */
export async function startLocal(onProgress: (progress: Progress) => void): Promise<FaceAnalyzer> {
  const parameters = new URLSearchParams(location.search);
  const wanted = parameters.get('backend');
  const backend = wanted === 'wasm' || wanted === 'webgpu' ? wanted : 'auto';
  const analyzer = await createFaceAnalyzer({ backend, exact: parameters.has('exact'), onProgress });
  await analyzer.warmup();
  return analyzer;
}

/** Something that comes later, and that can be waited for again and again. */
export class Later<Value> {
  readonly #promise: Promise<Value>;
  #resolve: (value: Value) => void = () => undefined;

  constructor() {
    this.#promise = new Promise((resolve) => (this.#resolve = resolve));
  }

  get(): Promise<Value> {
    return this.#promise;
  }

  set(value: Value): void {
    this.#resolve(value);
  }
}
