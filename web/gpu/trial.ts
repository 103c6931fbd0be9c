import known from '../../models/known_answers.json' with { type: 'json' };
import { messageOf } from '../errors.js';
import type { Fitness, GpuTask } from '../engine/gpu_offer.js';
import type { NetworkRunner } from '../engine/networks.js';
import type { NetworkNames } from '../engine/protocol.js';
import type { NetworkSession, Runtime } from '../engine/runtime.js';
import { faultOf, type KnownAnswer, type KnownAnswers, madeUpInput } from './known_answers.js';

export type Trial = Pick<GpuTask, 'networks' | 'read'> & {
  /** Whom the GPU has to beat, if anybody. */
  readonly rival: NetworkRunner | null;
};

/** What came out for one network. */
type Verdict =
  | { readonly outcome: 'right'; readonly session: NetworkSession }
  | { readonly outcome: 'slower' | 'wrong' | 'failed'; readonly detail: string };

type Verdicts = readonly (readonly [name: string, verdict: Verdict])[];

/** Tries every network on the GPU: what fails is left to others. */
export async function tryOnGpu(gpu: Runtime, trial: Trial, answers: KnownAnswers = known): Promise<Fitness> {
  const verdicts: [string, Verdict][] = [];
  for (const network of trial.networks) {
    const verdict = verdictOn(network, gpu, trial, answers[network.name]);
    verdicts.push([network.name, await verdict.catch((error): Verdict => ({ outcome: 'failed', detail: messageOf(error) }))]);
  }
  const sessions = verdicts.flatMap(([name, verdict]) => (verdict.outcome === 'right' ? [[name, verdict.session] as const] : []));
  return { sessions: new Map(sessions), reason: sentenceOf(verdicts) };
}

async function verdictOn(network: NetworkNames, gpu: Runtime, { read, rival }: Trial, answer: KnownAnswer | undefined): Promise<Verdict> {
  if (answer === undefined) throw new Error('no answer is known');
  const session = await gpu.open(network, await read(network.name));
  const verdict = await judge(session, network, answer, rival).catch((error): Verdict => ({ outcome: 'failed', detail: messageOf(error) }));
  if (verdict.outcome !== 'right') await session.release();
  return verdict;
}

async function judge(session: NetworkSession, network: NetworkNames, answer: KnownAnswer, rival: NetworkRunner | null): Promise<Verdict> {
  const input = madeUpInput(answer.input);
  const { shape } = answer.input;
  const fault = faultOf(network, await session.run(shape, () => input), answer);
  if (fault !== null) return { outcome: 'wrong', detail: fault };
  if (rival === null) return { outcome: 'right', session };
  const theirs = await quickest(() => rival.run(network.name, shape, () => input, {}));
  const ours = await quickest(() => session.run(shape, () => input));
  return ours < theirs ? { outcome: 'right', session } : { outcome: 'slower', detail: `${ours.toFixed(1)} ms, not ${theirs.toFixed(1)}` };
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

const phrases = {
  right: 'WebGPU gives the known answers of',
  slower: 'WebAssembly is faster than WebGPU in',
  wrong: 'WebGPU gives wrong answers of',
  failed: 'WebGPU fails in',
} as const satisfies Record<Verdict['outcome'], string>;

function sentenceOf(verdicts: Verdicts): string {
  const parts = Object.entries(phrases).flatMap(([outcome, phrase]) => {
    const some = verdicts.filter(([, verdict]) => verdict.outcome === outcome);
    return some.length === 0 ? [] : [`${phrase} ${listOf(some, verdicts.length)}`];
  });
  return parts.join('; ');
}

/** The networks' names, and what there is to say of the first. */
function listOf(some: Verdicts, count: number): string {
  const names = some.length === count ? 'every network' : some.map(([name]) => name).join(', ');
  const [[first, verdict] = ['', undefined]] = some;
  return verdict !== undefined && 'detail' in verdict ? `${names} (${first}: ${verdict.detail})` : names;
}
