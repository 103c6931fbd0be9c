/** The core's WebAssembly module as `src/binding.cpp` binds it; views on its memory live until the next call into it. */
export interface CoreModule {
  readonly Photograph: new (length: number) => CorePhotograph;
  readonly Analysis: new (photograph: CorePhotograph, options: CoreOptions) => CoreAnalysis;
}

export interface CorePhotograph {
  bytes(): Uint8Array;
  delete(): void;
}

export interface CoreOptions {
  readonly maximumFaces: number;
  readonly minimumFace: number;
  readonly switches: Readonly<Record<CoreSwitch, boolean>>;
}

export type CoreSwitch = 'age' | 'gender' | 'expression' | 'landmarks' | 'feature';

export interface CoreAnalysis {
  /** Whether it waits for an inference: then `model`, `inputShape`, `input`, `output` and `resume` or `fail`. */
  pending(): boolean;
  model(): string;
  inputShape(): number[];
  input(): Float32Array;
  /** Memory for an output, to be filled before the next call. */
  output(index: number, shape: readonly number[]): Float32Array;
  resume(): void;
  fail(detail: string): void;
  /** When nothing is pending: the response's JSON. */
  response(): string;
  faceCount(): number;
  embedding(face: number): Float32Array;
  mesh(face: number): Float32Array;
  timings(): Record<StageName, number>;
  delete(): void;
}

export type StageName = 'decode' | 'search' | 'mesh' | 'features' | 'response';
