/** What the analyzer and its engine say to each other: the same in a worker and inline. */
import type { FaceAnalyzerErrorCode } from '../errors.js';
import type { RefusalCode } from '../core/validator.js';
import type { AnalyzeOptions, Backend, CreateOptions, Inspection, Progress, Timings } from '../interface.js';
import type { FaceAnalyzerResponse } from '../response.js';

/** One side of a channel, whoever provides it: a worker, a worker's own scope, a MessagePort, Node's or the browser's. */
export interface Port<Sent, Received> {
  post(message: Sent, transfer?: readonly Transferable[]): void;
  listen(receive: (message: Received) => void): void;
}

/** A picture on its way to the engine. */
export type Picture =
  | { readonly kind: 'bytes'; readonly bytes: ArrayBuffer }
  | { readonly kind: 'blob'; readonly blob: Blob }
  | { readonly kind: 'url'; readonly url: string }
  /** RGBA, sRGB, not premultiplied. */
  | { readonly kind: 'pixels'; readonly width: number; readonly height: number; readonly values: ArrayBuffer }
  | { readonly kind: 'bitmap'; readonly bitmap: ImageBitmap };

/** A file of the package: where it is, and what it must be. */
export interface Asset {
  readonly url: string;
  readonly bytes: number;
  /** Of its content, in hexadecimal digits. */
  readonly sha256: string;
}

/** A network by its name in the manifest, the names of its input and outputs in order, and the shape of a usual input. */
export interface NetworkNames {
  readonly name: string;
  readonly input: string;
  readonly outputs: readonly string[];
  readonly shape: readonly number[];
}

export interface EngineSettings {
  readonly backend: NonNullable<CreateOptions['backend']>;
  readonly threads: number;
  readonly exact: boolean;
  readonly cache: boolean;
  readonly assets: Readonly<Record<string, Asset>>;
  readonly networks: readonly NetworkNames[];
}

/** What runs the networks. */
export interface EngineState {
  readonly backend: Backend;
  readonly reason: string;
  readonly networks: Readonly<Record<string, Backend>>;
  readonly threads: number;
  /** Whether the answers are the same bytes on every machine. */
  readonly exact: boolean;
}

export type CallOptions = Omit<AnalyzeOptions, 'signal'>;
export type LocalInspection = Pick<Inspection, 'response' | 'faces'> & { readonly timings: Timings };

/** The core's refusals of a photograph that breaks it, to be said when it can say nothing any more; their details are still missing. */
export type BreakdownRefusals = Readonly<Record<Extract<RefusalCode, 'PROCESSING_FAILURE' | 'ERROR_INSUFFICIENT_RESOURCES'>, FaceAnalyzerResponse>>;

/** To the engine, which is given one call at a time. */
export type Request =
  | { readonly type: 'start'; readonly settings: EngineSettings }
  | { readonly type: 'inspect'; readonly id: number; readonly picture: Picture; readonly options: CallOptions }
  | { readonly type: 'warmup'; readonly id: number }
  | { readonly type: 'abort'; readonly id: number }
  | { readonly type: 'dispose' };

/** From the engine. */
export type Reply =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'started'; readonly refusals: BreakdownRefusals }
  | { readonly type: 'state'; readonly state: EngineState }
  /** The engine could not start, or broke down. */
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly type: 'result'; readonly id: number; readonly inspection: LocalInspection | null }
  | { readonly type: 'rejected'; readonly id: number; readonly failure: Failure }
  | { readonly type: 'disposed' };

/** A FaceAnalyzerError as a message. */
export interface Failure {
  readonly code: FaceAnalyzerErrorCode;
  readonly message: string;
  readonly cause?: unknown;
}
