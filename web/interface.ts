/// <reference lib="esnext.disposable" preserve="true" />
/**
 * What the package promises: the types of its public interface. The response's own types stand in `response.ts`. The reference above
 * is for projects whose own libraries have no AsyncDisposable.
 */
import type { Confidences, Emotions, Movements, RawQualities, StageName } from './core/core_module.js';
import type { DomType, WasmModule } from './dom_types.js';
import type { FaceAnalyzerResponse } from './response.js';

/** The attributes that can be switched on one by one; the core's own switches. */
export const attributeNames = [
  'age', 'gender', 'expression', 'landmarks', 'feature', 'glasses', 'hat', 'mask', 'beauty', 'quality',
] as const;
export type AttributeName = (typeof attributeNames)[number];

/** An image file: its bytes, or where to get them. What it is, is told from the bytes alone. */
export type FileInput = Blob | ArrayBuffer | Uint8Array | URL | string;

/**
 * Pixels as an ImageData has them, whatever made them: 4 bytes each, row by row; red, green, blue and alpha, sRGB, not
 * premultiplied.
 */
export interface PixelData {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray | Uint8Array;
}

/** Pixels that something else decoded. */
export type PixelInput =
  | PixelData
  | DomType<'ImageData'>
  | DomType<'ImageBitmap'>
  | DomType<'HTMLImageElement'>
  | DomType<'HTMLCanvasElement'>
  | DomType<'OffscreenCanvas'>
  | DomType<'HTMLVideoElement'>
  | DomType<'VideoFrame'>;

export type ImageInput = FileInput | PixelInput;

export interface AnalyzeOptions {
  /**
   * At most so many faces; 1 to 1000, which is the default. The search goes from large faces to small ones and ends once so many are certain, which
   * saves most of its time where they are large; of what it found, the most probable ones are answered, of equally probable ones the largest.
   * Places may be off by a hundredth of the pupils' distance then, as finer views are left out.
   */
  readonly maxFaces?: number;
  /** Shorter side of the smallest face's rectangle, in pixels, of a face that the border cuts the whole one; the contract's 64 by default. */
  readonly minFace?: number;
  /** What to measure; by default all that the analyzer was created for. */
  readonly attributes?: readonly AttributeName[];
  /**
   * For video: the `faces` that `inspect` gave of the frame before, which was of the same size. While each of them is
   * still where it was, or near by, they are the answer, and the search for faces, which takes longest, is left out; as
   * soon as one of them is lost, the whole picture is searched as usual. Leave it out every so often, to find new faces.
   * A followed face's probability and rectangle come from its mesh alone. A remote API takes no notice of it.
   */
  readonly expected?: readonly Pick<FaceDetails, 'mesh'>[];
  /** Ends the call: it rejects with the signal's reason (an AbortError), and the next call begins. */
  readonly signal?: AbortSignal;
}

/** Who answered. Never 'remote' unless the caller gave a fallback. */
export type Answerer = 'local' | 'remote';

/** What the wire format has no room for. */
export interface FaceDetails {
  /** 1024 numbers, to be compared by `compareFaces`; empty where the feature is switched off. */
  readonly embedding: Float32Array;
  /** 478 x, y, z in pixels, the first pixel's centre at 0. */
  readonly mesh: Float32Array;
  /** How far each attribute can be trusted; null where all are switched off. */
  readonly confidences: Confidences | null;
  /** How likely each of seven emotions is shown; null where the expression is switched off. */
  readonly emotions: Emotions | null;
  /** How open eyes and mouth are, and where the eyes look. */
  readonly movements: Movements;
  /** What the quality scores were made from; null where they are switched off. */
  readonly qualities: RawQualities | null;
}

/** Milliseconds spent in each network, and how often it ran. */
export type NetworkTimings = Record<string, { milliseconds: number; runs: number }>;

export interface Timings {
  /** Milliseconds by stage, the networks' runs included. */
  readonly stages: Readonly<Record<StageName, number>>;
  readonly networks: Readonly<NetworkTimings>;
}

export interface Inspection {
  readonly response: FaceAnalyzerResponse;
  readonly answeredBy: Answerer;
  /** One a face, in the response's order; none where the remote API answered. */
  readonly faces: readonly FaceDetails[];
  /** Null where the remote API answered, or the photograph broke the engine. */
  readonly timings: Timings | null;
}

/** Bytes of all files together: those of the engine and of the networks. */
export interface Progress {
  readonly loaded: number;
  readonly total: number;
  /** The file that the last bytes belong to. */
  readonly file: string;
}

export type Backend = 'webgpu' | 'wasm';

export interface CreateOptions {
  /**
   * What calls may measure; everything by default. Only the networks that this needs are downloaded and opened: three of eight for `['landmarks']` or
   * `[]`. A call that asks for more rejects with 'invalid-argument'.
   */
  readonly attributes?: readonly AttributeName[];
  /** What runs the networks; 'auto' takes WebGPU where it is there, right and faster. */
  readonly backend?: 'auto' | Backend;
  /** Whether the engine runs in a worker of its own, so that the caller never waits; true by default. */
  readonly worker?: boolean;
  /** Threads of the WASM backend, 1 to 4; by default the machine's cores. Without cross-origin isolation there is one. The answers are the same. */
  readonly threads?: number;
  /**
   * Whether the answers have to be the same bytes on every machine; false by default. Browsers then leave out the instructions (relaxed SIMD) whose last
   * bits are the machine's own, which costs time; WebGPU's last bits are its own too. Node's answers always are.
   */
  readonly exact?: boolean;
  /** The folder that the package's assets were copied to, where the bundler does not find them by itself. */
  readonly assetBase?: string | URL;
  /** Whether the files are kept in the browser's Cache Storage; true by default. */
  readonly cache?: boolean;
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the start: it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Asked when, and only when, the local engine cannot start. */
  readonly fallback?: ResponseSource;
}

/** Anything that answers as the API does. */
export interface ResponseSource {
  analyze(input: ImageInput, options?: AnalyzeOptions): Promise<FaceAnalyzerResponse>;
}

/** The core's WASM file: where it lies, its bytes, or compiled already, for platforms that compile nothing at run time. */
export type WasmSource = string | URL | ArrayBuffer | Uint8Array | WasmModule;

export interface RemoteOptions {
  /** Where the API, or in a browser the proxy in front of it, is posted to; http or https. */
  readonly endpoint: string | URL;
  /** The API's key. Never in a browser, where everybody could read it. */
  readonly apiKey?: string;
  /** Further headers, such as a proxy's own authorization. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For one attempt, upload and answer together; 30 000 by default. */
  readonly timeoutMs?: number;
  /** Attempts after the first one, 0 to 10; 2 by default. */
  readonly retries?: number;
  /**
   * Whether what the API would refuse is refused here, before any upload; true by default. Where the core that validates
   * cannot start, the API refuses by itself.
   */
  readonly validate?: boolean;
  /** The core's WASM file, which validates; by default that of the package. */
  readonly wasm?: WasmSource;
  /** In place of the platform's fetch. */
  readonly fetch?: typeof globalThis.fetch;
}

export interface Capabilities {
  readonly answeredBy: Answerer;
  /** In use; null where the remote API answers. */
  readonly backend: Backend | null;
  /** Why this backend, in a sentence. */
  readonly reason: string;
  /** Which backend runs each network. */
  readonly networks: Readonly<Record<string, Backend>>;
  readonly threads: number;
  /** Whether WebAssembly's answers are the same bytes on every machine. */
  readonly exact: boolean;
  readonly simd: boolean;
  readonly worker: boolean;
  /** How many engines broke down and were replaced. */
  readonly restarts: number;
}

export interface FaceAnalyzer extends ResponseSource, AsyncDisposable {
  /**
   * The API's response. A refused image is a response, one that breaks the engine too: that is replaced, and goes on with the next call. Calls are answered
   * in their order.
   */
  analyze(input: ImageInput, options?: AnalyzeOptions): Promise<FaceAnalyzerResponse>;
  /** The response, and beside it what the wire format has no room for. */
  inspect(input: ImageInput, options?: AnalyzeOptions): Promise<Inspection>;
  /** Runs every network once, so that the first analysis is as fast as the others. Where that breaks the engine, it rejects, and the engine is replaced. */
  warmup(options?: { readonly signal?: AbortSignal }): Promise<void>;
  /** As they are now: a lost GPU changes them, and so may the engine that takes the place of a broken one. */
  capabilities(): Capabilities;
  /** Ends the engine and gives its memory back; calls that wait reject. May be called twice. */
  dispose(): Promise<void>;
}
