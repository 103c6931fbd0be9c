import { parseArgs } from 'node:util';

export const usage = `npm run bench -- [OPTION...]
Measures this package beside its peers, in headless Chromium.

  --rounds N    how often everybody does each work (default 5)
  --only TEXT   works whose name holds TEXT; neither memory nor downloads
  --list        names the works
  --write       puts the tables into README.md
  --help`;

export interface Options {
  readonly rounds: number;
  readonly only: string | undefined;
  readonly list: boolean;
  readonly write: boolean;
  readonly help: boolean;
}

/** @throws TypeError, RangeError where the arguments are no such options */
export function optionsOf(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '5' },
      only: { type: 'string' },
      list: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new RangeError(`--rounds is ${values.rounds}, not a number from 1 on`);
  if (values.write && values.only !== undefined) throw new RangeError('--write is for all works, not with --only');
  return { ...values, rounds, only: values.only };
}
