import { messageOf } from '../errors.js';
import { faultOf, type KnownAnswer, type KnownAnswers, madeUpInput } from './known_answers.js';
import type { NetworkRunner } from './networks.js';
import type { NetworkNames } from './protocol.js';
import type { NetworkSession, Runtime } from './runtime.js';

/** What a trial needs. */
export interface Trial {
  readonly networks: readonly NetworkNames[];
  /** Gives a network's ONNX bytes. */
  readonly read: (name: string) => Promise<Uint8Array>;
  readonly answers: KnownAnswers;
  /** Against whom the GPU has to be faster; null where it need not be. */
  readonly rival: NetworkRunner | null;
}

/** What came out for one network; where the GPU is to run it, its session too. */
export type Verdict =
  | { readonly outcome: 'right'; readonly session: NetworkSession }
  | { readonly outcome: 'slower' | 'wrong' | 'failed'; readonly detail: string };

/** Tries every network on the GPU. Never rejects: what fails is a verdict. */
export async function tryOnGpu(gpu: Runtime, trial: Trial): Promise<ReadonlyMap<string, Verdict>> {
  const verdicts = new Map<string, Verdict>();
  for (const network of trial.networks) {
    verdicts.set(network.name, await verdictOn(network, gpu, trial).catch((error): Verdict => ({ outcome: 'failed', detail: messageOf(error) })));
  }
  return verdicts;
}

async function verdictOn(network: NetworkNames, gpu: Runtime, trial: Trial): Promise<Verdict> {
  const answer = trial.answers[network.name];
  if (answer === undefined) throw new Error('no answer is known');
  const session = await gpu.open(network, await trial.read(network.name));
  try {
    const objection = await objectionTo(session, network, answer, trial.rival);
    if (objection === null) return { outcome: 'right', session };
    await session.release();
    return objection;
  } catch (error) {
    await session.release().catch(() => undefined);
    throw error;
  }
}

/** Why the GPU is not to run a network; null where it is. */
async function objectionTo(session: NetworkSession, network: NetworkNames, answer: KnownAnswer, rival: NetworkRunner | null): Promise<Exclude<Verdict, { outcome: 'right' }> | null> {
  const input = madeUpInput(answer.input);
  const { shape } = answer.input;
  const fault = faultOf(network, await session.run(shape, () => input), answer);
  if (fault !== null) return { outcome: 'wrong', detail: fault };
  if (rival === null) return null;
  const theirs = await quickest(() => rival.run(network.name, shape, () => input, {}));
  const ours = await quickest(() => session.run(shape, () => input));
  return ours < theirs ? null : { outcome: 'slower', detail: `${ours.toFixed(1)} ms, not ${theirs.toFixed(1)}` };
}

/** Milliseconds of the quicker of two runs after one that warms up: whatever else the thread does can only lengthen a run. */
async function quickest(run: () => Promise<unknown>): Promise<number> {
  await run();
  const milliseconds: number[] = [];
  for (let repeat = 0; repeat < 2; repeat += 1) {
    const begin = performance.now();
    await run();
    milliseconds.push(performance.now() - begin);
  }
  return Math.min(...milliseconds);
}

/** A trial's result in a sentence. */
export function sentenceOf(verdicts: ReadonlyMap<string, Verdict>): string {
  const all = [...verdicts];
  const parts = (['right', 'slower', 'wrong', 'failed'] as const).flatMap((outcome) => {
    const some = all.filter(([, verdict]) => verdict.outcome === outcome);
    return some.length === 0 ? [] : [`${phrases[outcome]} ${listOf(some, all.length)}`];
  });
  return parts.join('; ');
}

const phrases = {
  right: 'WebGPU gives the known answers of',
  slower: 'WebAssembly is faster than WebGPU in',
  wrong: 'WebGPU gives wrong answers of',
  failed: 'WebGPU fails in',
} as const;

function listOf(some: readonly (readonly [string, Verdict])[], count: number): string {
  const names = some.length === count ? 'every network' : some.map(([name]) => name).join(', ');
  const [first] = some;
  const details = first !== undefined && 'detail' in first[1] ? ` (${first[0]}: ${first[1].detail})` : '';
  return names + details;
}
