import type { CoreAnalysis, CoreModule, CoreThreadPool } from '../core/core_module.js';
import { withFilled } from '../core/filled.js';
import { freedAfter, isTrap, withThreads } from '../core/trap.js';
import { messageOf } from '../errors.js';
import { attributeNames, type AttributeName, type NetworkTimings } from '../interface.js';
import type { FaceAnalyzerResponse } from '../response.js';
import { answer, type NetworkRunner } from './networks.js';
import type { CallOptions, LocalInspection } from './protocol.js';

/** The beginning of a file that is too large to be read as a whole. */
export interface FileBeginning {
  readonly bytes: Uint8Array;
  readonly wholeLength: number;
}

/** RGBA, sRGB, not premultiplied, row by row from the top. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly values: Uint8ClampedArray | Uint8Array;
}

export type EngineImage = Uint8Array | FileBeginning | Pixels;

/** Answers one image after the other. */
export class Engine {
  readonly #core: CoreModule;
  readonly #networks: NetworkRunner;
  readonly #pool: CoreThreadPool;
  readonly #pause: () => Promise<void>;
  #last: Promise<unknown> = Promise.resolve();

  /** @param pause lets other events in between two inferences: an abort among them */
  constructor(core: CoreModule, networks: NetworkRunner, pool: CoreThreadPool, pause: () => Promise<void> = async () => undefined) {
    this.#core = core;
    this.#networks = networks;
    this.#pool = pool;
    this.#pause = pause;
  }

  /**
   * The response to an image, and what it has no room for. A refusal is a response. Calls wait for each other in their
   * order: one picture's memory is enough.
   * @param image or how to get it when its turn comes
   * @throws the signal's reason; what `isTrap`, after which the core and this engine are of no use
   */
  async inspect(image: EngineImage | (() => Promise<EngineImage>), options: CallOptions = {}, signal?: AbortSignal): Promise<LocalInspection> {
    const inspection = this.#last.then(async () => {
      signal?.throwIfAborted();
      return this.#inspect(typeof image === 'function' ? await image() : image, options, signal);
    });
    this.#last = inspection.catch(() => undefined);
    return inspection;
  }

  async #inspect(image: EngineImage, options: CallOptions, signal?: AbortSignal): Promise<LocalInspection> {
    const analysis = this.#begin(image, options);
    const networks: NetworkTimings = {};
    let inspection: LocalInspection;
    try {
      while (analysis.pending()) {
        await this.#pause();
        signal?.throwIfAborted();
        await this.#infer(analysis, networks);
      }
      inspection = inspectionOf(analysis, networks);
    } catch (error) {
      throw freedAfter(error, analysis);
    }
    analysis.delete();
    return inspection;
  }

  #begin(image: EngineImage, options: CallOptions): CoreAnalysis {
    if ('values' in image && 'width' in image) return this.#beginPixels(image, options);
    const { bytes, wholeLength } = 'wholeLength' in image ? image : { bytes: image, wholeLength: image.length };
    const memory = new this.#core.Photograph(bytes.length, wholeLength);
    return withFilled(memory, bytes, (photograph) => withThreads(() => new this.#core.Analysis(photograph, this.#optionsOf(options), this.#pool)));
  }

  #beginPixels({ width, height, values }: Pixels, options: CallOptions): CoreAnalysis {
    const memory = new this.#core.Pixels(width, height);
    return withFilled(memory, values, (pixels) => withThreads(() => this.#core.Analysis.ofPixels(pixels, this.#optionsOf(options), this.#pool)));
  }

  #optionsOf({ maxFaces, minFace, attributes, expected = [] }: CallOptions) {
    const { mostFaces, contractFace } = this.#core.limits();
    const wanted: ReadonlySet<string> = new Set(attributes ?? attributeNames);
    return {
      maximumFaces: maxFaces ?? mostFaces,
      minimumFace: minFace ?? contractFace,
      expectedMeshes: Float32Array.from(expected.flatMap(({ mesh }) => [...mesh])),
      switches: Object.fromEntries(attributeNames.map((name) => [name, wanted.has(name)])) as Record<AttributeName, boolean>,
    };
  }

  async #infer(analysis: CoreAnalysis, timings: NetworkTimings): Promise<void> {
    try {
      await answer(this.#networks, analysis, timings);
    } catch (error) {
      if (isTrap(error)) throw error;
      analysis.fail(messageOf(error));
      return;
    }
    withThreads(() => analysis.resume());
  }
}

function inspectionOf(analysis: CoreAnalysis, networks: NetworkTimings): LocalInspection {
  return {
    response: JSON.parse(analysis.response()) as FaceAnalyzerResponse,
    faces: Array.from({ length: analysis.faceCount() }, (_, face) => ({
      embedding: analysis.embedding(face).slice(),
      mesh: analysis.mesh(face).slice(),
      confidences: analysis.confidences(face),
      emotions: analysis.emotions(face),
      movements: analysis.movements(face),
      qualities: analysis.qualities(face),
    })),
    timings: { stages: analysis.timings(), networks },
  };
}
