/**
 * Writes models/known_answers.json out of the models in build/models: what each network answers to a made-up input, by which
 * a GPU proves itself (web/gpu/known_answers.ts). To be run when a network has changed:
 *   node build/js/models/known_answers.js
 */
import { writeFileSync } from 'node:fs';
import { type KnownAnswer, type KnownAnswers, type KnownOutput, madeUpInput, type MadeUpInput, summaryOf } from '../web/gpu/known_answers.js';
import { nodeNetworks } from '../web/node/analyzer.js';
import { namesOf, readManifest, repositoryRoot, type Runnable, runnablesOf } from './manifest.js';

/** What a network of free size gets to see: the detector's time goes into large views, and its backend is chosen by this one. */
const freeSize: Readonly<Record<string, number>> = { height: 288, width: 384 };

/** A picture with some noise; for the heads noise alone, in the range of most of what the networks say. */
function inputOf(entry: Runnable): MadeUpInput {
  const usual = namesOf(entry).shape;
  if (entry.kind === 'heads') return { shape: usual, black: [0], white: [1], noise: 1 };
  const { shape, mean, scale } = entry.input;
  const valuesOf = (pixel: number): number[] => mean.map((middle) => rounded((pixel - middle) * scale, 6));
  return { shape: shape.map((side, index) => freeSize[side] ?? usual[index] ?? NaN), black: valuesOf(0), white: valuesOf(255), noise: 0.1 };
}

/**
 * A thousandth of the output's largest value, or of one where that is smaller: every output's unit is such that one is much.
 * XNNPACK, ONNX Runtime's builds and SwiftShader differ by 3e-6 of it at most, and a thousandth moves no answer by more than its last
 * digits; 16-bit arithmetic rounds away half of it at every step, and a shader gone wrong is off by the whole.
 */
function toleranceOf(values: Float32Array): number {
  return 1e-3 * values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
}

function rounded(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}

function knownOutput(values: Float32Array): KnownOutput {
  const { length, mean, deviation, samples } = summaryOf(values);
  const stored = (value: number): number => rounded(value, 6);
  return { length, tolerance: rounded(toleranceOf(values), 2), mean: stored(mean), deviation: stored(deviation), samples: samples.map(stored) };
}

async function knownAnswers(): Promise<KnownAnswers> {
  const networks = await nodeNetworks();
  const answers: Record<string, KnownAnswer> = {};
  for (const entry of runnablesOf(readManifest())) {
    const input = inputOf(entry);
    const outputs = await networks.run(entry.name, input.shape, () => madeUpInput(input), {});
    answers[entry.name] = { input, outputs: Object.fromEntries(outputs.map(({ values }, index) => [entry.outputs[index]?.name, knownOutput(values)])) };
  }
  return answers;
}

/** One line an output. */
function textOf(answers: KnownAnswers): string {
  const entries = Object.entries(answers).map(([name, { input, outputs }]) => {
    const lines = Object.entries(outputs).map(([output, known]) => `      "${output}": ${JSON.stringify(known)}`);
    return `  "${name}": {\n    "input": ${JSON.stringify(input)},\n    "outputs": {\n${lines.join(',\n')}\n    }\n  }`;
  });
  return `{\n${entries.join(',\n')}\n}\n`;
}

writeFileSync(new URL('models/known_answers.json', repositoryRoot), textOf(await knownAnswers()));
