import { parsed, UsageError, wholeNumber } from '../../web/cli/arguments.js';

export const usage = `npm run soak -- [MINUTES] [OPTION...]
Analyses photographs, whole and hostile ones, with options, aborts and broken engines at random, and ends at the first wrong answer.

  MINUTES       how long (default 5)
  --calls N     so many calls instead
  --seed N      of the random numbers (default: another one every time; it is printed)
  --inline      the engine in its caller's thread instead of a worker
  --browser     in headless Chromium instead of Node
  --gpu         there by WebGPU, in software, and GPUs are lost too
  --help`;

export interface Options {
  readonly minutes: number;
  readonly calls: number | undefined;
  readonly seed: number;
  readonly inline: boolean;
  readonly browser: boolean;
  readonly gpu: boolean;
  readonly help: boolean;
}

/** @throws UsageError */
export function optionsOf(args: readonly string[]): Options {
  const { values, positionals } = parsed({
    args: [...args],
    allowPositionals: true,
    options: {
      calls: { type: 'string' },
      seed: { type: 'string' },
      inline: { type: 'boolean', default: false },
      browser: { type: 'boolean', default: false },
      gpu: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [minutes, ...more] = positionals;
  if (more.length > 0) throw new UsageError(`one number of minutes is enough, without ${more.join(' ')}`);
  if (minutes !== undefined && values.calls !== undefined) throw new UsageError('either MINUTES or --calls');
  if (values.gpu && !values.browser) throw new UsageError('--gpu goes with --browser');
  return {
    ...values,
    minutes: minutesOf(minutes ?? '5'),
    calls: wholeNumber('calls', values.calls, [1, 1e9]),
    seed: wholeNumber('seed', values.seed, [0, 2 ** 31]) ?? Math.floor(Math.random() * 2 ** 31),
  };
}

/** @throws UsageError */
function minutesOf(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new UsageError(`MINUTES is a whole number from 1 to 99999, not '${text}'`);
  return Number(text);
}
