import { parsed, UsageError, wholeNumber } from '../../web/cli/arguments.js';

export const usage = `npm run bench -- [OPTION...]
Measures this package beside its peers, and files that are made to take long beside an honest one, in headless Chromium.

  --rounds N    how often everybody does each work (default 5)
  --only TEXT   works and hostile files whose name holds TEXT; neither memory nor downloads
  --list        names the works and the hostile files
  --write       puts the tables into README.md
  --help`;

export interface Options {
  readonly rounds: number;
  readonly only: string | undefined;
  readonly list: boolean;
  readonly write: boolean;
  readonly help: boolean;
}

/** @throws UsageError */
export function optionsOf(args: readonly string[]): Options {
  const { values } = parsed({
    args: [...args],
    options: {
      rounds: { type: 'string' },
      only: { type: 'string' },
      list: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.write && values.only !== undefined) throw new UsageError('--write is for all works, not with --only');
  return { ...values, rounds: wholeNumber('rounds', values.rounds, [1, 1000]) ?? 5, only: values.only };
}
