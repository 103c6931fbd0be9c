import { readFileSync } from 'node:fs';

/** models/manifest.json: the one place for every constant of a model. Paths are relative to the repository's root. */
export interface Manifest {
  readonly models: readonly Entry[];
}

export type Entry = Network | Heads | Geometry;

/** What ONNX Runtime runs. */
export type Runnable = Network | Heads;

interface Described {
  /** Also the name of the file the build makes. */
  readonly name: string;
  readonly card: string;
  readonly licence: string;
  readonly result: Result;
}

/** Made out of an npm package. */
interface Converted extends Described {
  readonly source: Source;
}

export interface Network extends Converted {
  readonly kind: 'network';
  /** Convolutions of at least so many weights are stored as bytes (models/convert/narrow.ts); a network without has its source's numbers. */
  readonly bytesFrom?: number;
  readonly input: NetworkInput;
  readonly outputs: readonly NetworkOutput[];
}

/** Linear answers of our own from what the networks say of one face. */
export interface Heads extends Described {
  readonly kind: 'heads';
  /** The trained numbers, a file of this repository (models/convert/heads.ts says how they lie in it). */
  readonly weights: string;
  readonly input: {
    readonly name: string;
    /** The number of values: those of all outputs of `networks`, one after the other. */
    readonly shape: readonly [string, number];
    readonly networks: readonly string[];
  };
  readonly outputs: readonly [HeadsOutput, Pick<HeadsOutput, 'name' | 'shape' | 'meaning'>];
}

export interface HeadsOutput {
  readonly name: string;
  readonly shape: readonly [string, number];
  /** What each column is, in order. */
  readonly columns: readonly string[];
  readonly meaning: string;
}

export interface Geometry extends Converted {
  readonly kind: 'geometry';
  readonly meaning: string;
}

export interface Source {
  /** An npm package, in exactly this version. */
  readonly package: string;
  readonly version: string;
  readonly format: 'tflite' | 'tfjs' | 'face-api' | 'protobuf';
  readonly files: readonly SourceFile[];
}

export interface SourceFile {
  readonly file: string;
  /** Of the whole file. */
  readonly sha256: string;
  /** Where the source is a part of the file: its first byte and the one after its last. */
  readonly bytes?: readonly [number, number];
}

export interface Result {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface NetworkInput {
  readonly name: string;
  /** A named dimension is free at run time. */
  readonly shape: readonly (number | string)[];
  readonly channels: number;
  /** The size the network was trained on, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Where width and height are free, both must be multiples of this. */
  readonly multiple: number;
  readonly colour: 'rgb' | 'bgr' | 'grey';
  /** One number a channel, in the order of `colour`: value = (pixel - mean) * scale, a pixel being 0 to 255. */
  readonly mean: readonly number[];
  readonly scale: number;
}

export interface NetworkOutput {
  readonly name: string;
  readonly shape: readonly (number | string)[];
  /** The value of the source model this output is. */
  readonly tensor: string;
  /** Where the output is not the value itself but its means over windows of [height, width], which never reach beyond its edges. */
  readonly pool?: { readonly kernel: readonly [number, number]; readonly strides: readonly [number, number] };
  /** Where the output is made of the value's channels by layers of our own: the file of their trained numbers (models/convert/own_layers.ts). */
  readonly layers?: string;
  /** Where the output is only some of the points that the value holds: which, in the output's order. */
  readonly points?: readonly number[];
  readonly meaning: string;
  /** Where the output is a finer answer to a part of another one: the mesh vertex each of its points replaces. */
  readonly refines?: readonly number[];
}

/** The repository's root: this file is compiled to build/js/models/. */
export const repositoryRoot = new URL('../../../', import.meta.url);

/** Where the manifest lies. */
export const manifestLocation = new URL('models/manifest.json', repositoryRoot);

/** The manifest as it stands. @throws Error where the file is missing or is no JSON */
export function readManifest(): Manifest {
  return JSON.parse(readFileSync(manifestLocation, 'utf8')) as Manifest;
}

/** The entries that ONNX Runtime runs, in the manifest's order. */
export function runnablesOf({ models }: Manifest): Runnable[] {
  return models.filter((entry): entry is Runnable => entry.kind !== 'geometry');
}

/** How an entry is run: the names of its input and outputs in order, and the shape of a usual input, one picture a batch. */
export function namesOf({ name, input, outputs }: Runnable) {
  const usual: Readonly<Record<string, number>> = { batch: 1, ...('height' in input && { height: input.height, width: input.width }) };
  return {
    name,
    input: input.name,
    outputs: outputs.map((output) => output.name),
    shape: input.shape.map((side) => (typeof side === 'number' ? side : (usual[side] ?? NaN))),
  };
}

/**
 * The manifest's text with another result and everything else, its layout included, as it was.
 * @throws Error where the text records no result of this file on one line
 */
export function withResult(text: string, { file, bytes, sha256 }: Result): string {
  const recorded = new RegExp(`("result": \\{ "file": "${file.replaceAll('.', '\\.')}", )"bytes": \\d+, "sha256": "[0-9a-f]*"`);
  if (!recorded.test(text)) throw new Error(`the manifest records no result of ${file}`);
  return text.replace(recorded, (_, start: string) => `${start}"bytes": ${bytes}, "sha256": "${sha256}"`);
}
