import type { Confidences, CoreAnalysis, CoreModule, RawQualities, StageName } from './core_module.js';
import type { NetworkRunner, NetworkTimings } from './networks.js';
import type { FaceAnalyzerResponse } from './response.js';

/** The attributes that can be switched on one by one; the core's own switches. */
export const attributeNames = [
  'age', 'gender', 'expression', 'landmarks', 'feature', 'glasses', 'hat', 'mask', 'beauty', 'quality',
] as const;
export type AttributeName = (typeof attributeNames)[number];

export interface AnalyzeOptions {
  /** At most so many faces, the most probable ones. */
  readonly maxFaces?: number;
  /** Shorter side of the smallest face's rectangle, in pixels; the contract's 64 by default. */
  readonly minFace?: number;
  /** What to measure; everything by default. */
  readonly attributes?: readonly AttributeName[];
}

/** What the wire format has no room for. */
export interface FaceDetails {
  /** 1024 numbers, to be compared by cosine; empty where the feature is switched off. */
  readonly embedding: Float32Array;
  /** 478 x, y, z in pixels, the first pixel's centre at 0. */
  readonly mesh: Float32Array;
  /** How far each attribute can be trusted; null where all are switched off. */
  readonly confidences: Confidences | null;
  /** What the quality scores were made from; null where they are switched off. */
  readonly qualities: RawQualities | null;
}

export interface Timings {
  /** Milliseconds by stage, the networks' runs included. */
  readonly stages: Readonly<Record<StageName, number>>;
  readonly networks: Readonly<NetworkTimings>;
}

export interface Inspection {
  readonly response: FaceAnalyzerResponse;
  readonly faces: readonly FaceDetails[];
  readonly timings: Timings;
}

const everyFace = 1000; // Options::kMostFaces
const contractFace = 64; // Options::kContractFace

/** Answers image files: the core does the work, the networks run beside it. */
export class Analyzer {
  readonly #core: CoreModule;
  readonly #networks: NetworkRunner;
  #last: Promise<unknown> = Promise.resolve();

  constructor(core: CoreModule, networks: NetworkRunner) {
    this.#core = core;
    this.#networks = networks;
  }

  /**
   * The response to an image file's bytes, and what it has no room for. A refusal is a response. Calls wait for each other
   * in their order: ONNX Runtime's WASM runs one inference at a time, and one picture's memory is enough.
   */
  async inspect(bytes: Uint8Array, options: AnalyzeOptions = {}): Promise<Inspection> {
    const inspection = this.#last.then(() => this.#inspect(bytes, options));
    this.#last = inspection.catch(() => undefined);
    return inspection;
  }

  async #inspect(bytes: Uint8Array, options: AnalyzeOptions): Promise<Inspection> {
    const analysis = this.#begin(bytes, options);
    const networks: NetworkTimings = {};
    try {
      while (analysis.pending()) await this.#infer(analysis, networks);
      return inspectionOf(analysis, networks);
    } finally {
      analysis.delete();
    }
  }

  #begin(bytes: Uint8Array, { maxFaces, minFace, attributes }: AnalyzeOptions): CoreAnalysis {
    const wanted: ReadonlySet<string> = new Set(attributes ?? attributeNames);
    const switches = Object.fromEntries(attributeNames.map((name) => [name, wanted.has(name)])) as Record<AttributeName, boolean>;
    const photograph = new this.#core.Photograph(bytes.length);
    try {
      photograph.bytes().set(bytes);
      return new this.#core.Analysis(photograph, {
        maximumFaces: maxFaces ?? everyFace,
        minimumFace: minFace ?? contractFace,
        switches,
      });
    } finally {
      photograph.delete();
    }
  }

  /** One inference: the input goes as a view on the core's memory, the outputs are copied into it once. */
  async #infer(analysis: CoreAnalysis, timings: NetworkTimings): Promise<void> {
    try {
      const outputs = await this.#networks.run(analysis.model(), analysis.inputShape(), () => analysis.input(), timings);
      outputs.forEach(({ shape, values }, index) => analysis.output(index, shape).set(values));
    } catch (error) {
      analysis.fail(error instanceof Error ? error.message : String(error));
      return;
    }
    analysis.resume();
  }
}

function inspectionOf(analysis: CoreAnalysis, networks: NetworkTimings): Inspection {
  return {
    response: JSON.parse(analysis.response()) as FaceAnalyzerResponse,
    faces: Array.from({ length: analysis.faceCount() }, (_, face) => ({
      embedding: analysis.embedding(face).slice(),
      mesh: analysis.mesh(face).slice(),
      confidences: analysis.confidences(face),
      qualities: analysis.qualities(face),
    })),
    timings: { stages: analysis.timings(), networks },
  };
}
