/** Asks an analyzer for a long time: scripts/soak. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { exitCode, UsageError } from '../../web/cli/arguments.js';
import { messageOf } from '../../web/errors.js';
import { type Options, optionsOf, usage } from './options.js';
import { kindsOfPhotographs } from './photographs.js';
import { soak, type Summary } from './soak.js';
import type { Subject } from './subject.js';

const warmUp = 200; // calls

async function run(args: readonly string[]): Promise<number> {
  const { minutes, calls, seed, help, ...place } = optionsOf(args);
  if (help) {
    console.log(usage);
    return exitCode.done;
  }
  const subject = await subjectIn(place);
  const kinds = kindsOfPhotographs();
  console.log(`Seed ${seed}; photographs: ${kinds.map(({ photographs }) => photographs.length).join(' + ')}.`);
  const end = performance.now() + minutes * 60_000;
  const goesOn = (begun: number): boolean => (calls === undefined ? performance.now() < end : begun < calls);
  const advance = (begun: number): void => void (begun % 500 === 0 && console.log(`${begun} calls`));
  const summary = await soak(subject, { seed, kinds, warmUp: Math.min(warmUp, (calls ?? Infinity) / 2), goesOn, advance });
  console.log(inWords(summary));
  const [warm, last] = summary.memory;
  if (last - warm <= subject.mostGrowth) return exitCode.done;
  console.error(`soak: seed ${seed}: the memory grew by ${(last - warm).toFixed(0)} MB, more than ${subject.mostGrowth}`);
  return exitCode.failed;
}

/** What needs no browser starts none, and what needs one does not harm this process's threads. */
async function subjectIn({ browser, gpu, inline }: Pick<Options, 'browser' | 'gpu' | 'inline'>): Promise<Subject> {
  if (browser) return (await import('./page.js')).soakedInPage({ inline, gpu });
  return (await import('./process.js')).soakedHere({ inline });
}

function inWords({ calls, counts, memory: [warm, end], seconds }: Summary): string {
  const { answered, refused, aborted, broken, harms, losses, questions, repetitions } = counts;
  return `${calls} calls in ${seconds.toFixed(0)} s: ${answered} answered, ${refused} refused, ${aborted} aborted, `
    + `${broken} refused because their engine was broken, of ${harms} engines that were; ${losses} GPUs lost. `
    + `${questions} different questions, ${repetitions} repeated with the same answer. `
    + `Memory ${warm.toFixed(0)} MB when warm, ${end.toFixed(0)} MB at the end.`;
}

setFlagsFromString('--expose-gc');
globalThis.gc = runInNewContext('gc') as NonNullable<typeof globalThis.gc>;
try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof UsageError ? `${error.message}\n\n${usage}` : `soak: ${messageOf(error)}`);
  process.exitCode = error instanceof UsageError ? exitCode.usage : exitCode.failed;
  process.exit(); // other calls still wait
}
