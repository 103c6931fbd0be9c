import type { NetworkNames } from '../engine/protocol.js';
import type { NetworkOutput } from '../engine/runtime.js';

/** What each network answers to a made-up input, by its name (models/known_answers.json): a backend that gives the same computes rightly. */
export type KnownAnswers = Readonly<Record<string, KnownAnswer>>;

export interface KnownAnswer {
  readonly input: MadeUpInput;
  /** By their names. */
  readonly outputs: Readonly<Record<string, KnownOutput>>;
}

/** A picture by a formula, as a network sees it. */
export interface MadeUpInput {
  readonly shape: readonly number[];
  /** A channel's value where the picture is black, and where it is white; the last one serves all further channels. */
  readonly black: readonly number[];
  readonly white: readonly number[];
  /** How much of the picture is noise, 0-1. */
  readonly noise: number;
}

export interface KnownOutput {
  readonly length: number;
  /** How far each of the following numbers may be off. */
  readonly tolerance: number;
  readonly mean: number;
  readonly deviation: number;
  /** Evenly spaced ones of its values. */
  readonly samples: readonly number[];
}

const mostSamples = 64;

/** A bright oval with dark eyes and mouth. Of sums, products and quotients alone: they are the same on every machine. */
export function madeUpInput({ shape: [batch = 1, channels = 1, height = 1, width = 1], black, white, noise }: MadeUpInput): Float32Array {
  const values = new Float32Array(batch * channels * height * width);
  let random = 1;
  values.forEach((_, index) => {
    const channel = Math.floor(index / (height * width)) % channels;
    const [low, high] = [black, white].map((range) => range[Math.min(channel, range.length - 1)] ?? 0) as [number, number];
    random = (Math.imul(random, 1664525) + 1013904223) >>> 0; // Numerical Recipes' linear congruential generator
    const light = face((index % width) / width, (Math.floor(index / width) % height) / height) * (1 - 0.1 * (channel % 3));
    values[index] = low + (high - low) * (light + (random / 2 ** 32 - light) * noise);
  });
  return values;
}

/** How light the face is at a place of the picture, 0-1. */
function face(x: number, y: number): number {
  const [across, down] = [(x - 0.5) / 0.35, (y - 0.5) / 0.45];
  const oval = across ** 2 + down ** 2;
  const eyes = spot((Math.abs(across) - 0.4) / 0.15, (down + 0.2) / 0.1);
  const mouth = spot(across / 0.35, (down - 0.5) / 0.1);
  return (oval < 1 ? 0.85 - 0.3 * oval : 0.25) * (1 - 0.7 * eyes) * (1 - 0.5 * mouth);
}

function spot(across: number, down: number): number {
  return 1 / (1 + (across ** 2 + down ** 2) ** 2);
}

/** What is stored of an output. */
export function summaryOf(values: Float32Array): Omit<KnownOutput, 'tolerance'> {
  const { length } = values;
  const mean = values.reduce((sum, value) => sum + value, 0) / length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / length);
  const count = Math.min(mostSamples, length);
  const samples = Array.from({ length: count }, (_, index) => values[Math.floor((index * length) / count)] ?? NaN);
  return { length, mean, deviation, samples };
}

/** How a network's outputs to its made-up input differ from the known ones, in words; null where they are right. */
export function faultOf({ outputs: names }: NetworkNames, given: readonly NetworkOutput[], { outputs }: KnownAnswer): string | null {
  for (const [index, name] of names.entries()) {
    const known = outputs[name];
    const actual = summaryOf(given[index]?.values ?? new Float32Array());
    if (known === undefined) return `nothing is known of ${name}`;
    if (actual.length !== known.length) return `${name} has ${actual.length} values, not ${known.length}`;
    const pairs = [[actual.mean, known.mean], [actual.deviation, known.deviation], ...known.samples.map((sample, place) => [actual.samples[place], sample])];
    // Asked this way round, what is no number is wrong.
    const wrong = pairs.find(([one = NaN, other = NaN]) => !(Math.abs(one - other) <= known.tolerance));
    if (wrong !== undefined) return `${name} holds ${wrong[0]} where ${wrong[1]} is right`;
  }
  return null;
}
