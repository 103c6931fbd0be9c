/** The core's WebAssembly module as `src/binding.cpp` binds it; views on its memory live until the next call into it. */
export interface CoreModule {
  /** Memory for a file's bytes. Where only its beginning is copied, because it is above the limit, its whole length too; else 0. */
  readonly Photograph: new (length: number, wholeLength?: number) => CorePhotograph;
  /** Memory for pixels: 4 bytes each, sRGB, red, green, blue and alpha that is not premultiplied, as in an ImageData. */
  readonly Pixels: new (width: number, height: number) => CorePixels;
  /** Takes what the photograph or the pixels hold; what is left of them can only be deleted. */
  readonly Analysis: {
    new (photograph: CorePhotograph, options: CoreOptions, pool: CoreThreadPool): CoreAnalysis;
    ofPixels(pixels: CorePixels, options: CoreOptions, pool: CoreThreadPool): CoreAnalysis;
  };
  /** So many threads, the caller's one of them, that share the work of an inference or of what is done between two. */
  readonly ThreadPool: new (threads: number) => CoreThreadPool;
  /** The networks that the core runs itself. */
  readonly Networks: new (pool: CoreThreadPool) => CoreNetworkMemory;
  /** A run of a network for itself, on an input of this shape. */
  readonly Inference: new (network: string, shape: readonly number[]) => CoreInference;
  /** The JSON of the refusal that a photograph gets before any network runs, or ''. It is decoded for that, and not taken. */
  refusalOf(photograph: CorePhotograph): string;
  /** The JSON of the refusal with one of the contract's `error_detail.code`s, or '' where it has no such code. */
  refuse(code: string, detail: string): string;
  limits(): CoreLimits;
  /** In the build with threads. */
  readonly PThread?: { terminateAllThreads(): void };
}

/** Something in the core's memory. */
export interface CoreObject {
  delete(): void;
  /** Here never: it keeps the object, without a call into the core, from being deleted when its garbage is collected. */
  deleteLater(): void;
}

export interface CorePhotograph extends CoreObject {
  /** To be filled; empty where there is no memory, and then the analysis answers so. */
  bytes(): Uint8Array;
}

export interface CorePixels extends CoreObject {
  /** To be filled; empty where a side is outside the limits or there is no memory, and then the analysis answers so. */
  bytes(): Uint8Array;
}

/** They live as long as the networks and analyses that were given them. */
export type CoreThreadPool = CoreObject;

export interface CoreNetworkMemory {
  /** Memory for the ONNX file of the network that is opened next, to be filled before. */
  allocate(length: number): Uint8Array;
  /** Why it cannot be opened, or ''. */
  open(network: string): string;
}

export interface CoreInference extends CoreObject {
  /** To be filled. */
  input(): Float32Array;
  /** Why it fails, or ''. */
  run(networks: CoreNetworkMemory): string;
  outputShape(index: number): number[];
  output(index: number): Float32Array;
}

/** The contract's limits, each inclusive. */
export interface CoreLimits {
  readonly maximumFileBytes: number;
  /** Of a picture's width and height, in pixels. */
  readonly smallestSide: number;
  readonly largestSide: number;
  /** Of the smallest face that is answered, shorter side of its rectangle in pixels: the contract's, and what may be asked for. */
  readonly contractFace: number;
  readonly smallestFace: number;
  readonly largestFace: number;
  /** How many faces are answered at most. */
  readonly mostFaces: number;
}

export interface CoreOptions {
  readonly maximumFaces: number;
  readonly minimumFace: number;
  /** 478 x, y, z of each expected face, one after the other, as `mesh` gives them; copied once. */
  readonly expectedMeshes: Float32Array;
  readonly switches: Readonly<Record<CoreSwitch, boolean>>;
}

export type CoreSwitch = 'age' | 'gender' | 'expression' | 'glasses' | 'hat' | 'mask' | 'beauty' | 'landmarks' | 'feature' | 'quality';

export interface CoreAnalysis extends CoreObject {
  /** Whether it waits for an inference: then `infer` and `resume`, or `model`, `inputShape`, `input`, `output` and `resume`, or `fail`. */
  pending(): boolean;
  model(): string;
  inputShape(): number[];
  input(): Float32Array;
  /** Memory for an output, to be filled before the next call. */
  output(index: number, shape: readonly number[]): Float32Array;
  /** Has the core run the network: every output is filled, or the analysis has ended with a refusal. */
  infer(networks: CoreNetworkMemory): void;
  resume(): void;
  fail(detail: string): void;
  /** When nothing is pending: the response's JSON. */
  response(): string;
  faceCount(): number;
  embedding(face: number): Float32Array;
  mesh(face: number): Float32Array;
  /** Null where every attribute is switched off. */
  confidences(face: number): Confidences | null;
  /** Null where the expression is switched off. */
  emotions(face: number): Emotions | null;
  movements(face: number): Movements;
  /** Null where the qualities are switched off. */
  qualities(face: number): RawQualities | null;
  timings(): Record<StageName, number>;
}

export type StageName = 'decode' | 'search' | 'mesh' | 'features' | 'qualities' | 'response';

/** The raw values behind a face's quality scores (models/cards/qualities.md). */
export interface RawQualities {
  /** Pixels, as if the face looked at the viewer. */
  readonly pupilDistance: number;
  /** Fine over coarse detail; 0 and more. */
  readonly sharpness: number;
  /** Grey levels of 255 at a pupil distance of 64 pixels. */
  readonly noiseDeviation: number;
  readonly light: {
    /** Shares of the face, 0-1. */
    readonly shadow: number;
    readonly glare: number;
    /** Of the cheeks' light, difference by sum. */
    readonly unevenness: number;
    /** Grey levels of 255. */
    readonly contrast: number;
  };
  /** The mesh network's own verdict: 11 and more on faces, below 0 on what is none. */
  readonly faceLogit: number;
  /** Probabilities, 0-1. */
  readonly noGlasses: number;
  readonly noMask: number;
  /** The expected cosine of the embedding with that of another photograph of the person. */
  readonly recognition: number;
}

/** How far each answer can be trusted, 0-1. */
export interface Confidences {
  readonly age: number;
  readonly gender: number;
  readonly expression: number;
  readonly glasses: number;
  readonly hat: number;
  readonly mask: number;
  readonly beauty: number;
}

/** How likely each of the seven basic emotions is shown, 0-1; together 1. */
export interface Emotions {
  readonly angry: number;
  readonly disgusted: number;
  readonly fearful: number;
  readonly happy: number;
  readonly neutral: number;
  readonly sad: number;
  readonly surprised: number;
}

/** What the eyes and the mouth do, from the mesh alone (models/cards/movements.md). */
export interface Movements {
  /** Height of the opening by its width, of the eye at image-left and of that at image-right. */
  readonly eyesOpen: readonly [number, number];
  /** The same between the lips. */
  readonly mouthOpen: number;
  /** Degrees: yaw positive to image-right, pitch positive upwards, both 0 into the camera. An estimate that no labelled photograph has tested. */
  readonly gaze: { readonly yaw: number; readonly pitch: number };
}
