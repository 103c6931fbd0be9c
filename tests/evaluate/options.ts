import { availableParallelism } from 'node:os';
import { parsed, UsageError } from '../../web/cli/arguments.js';
import type { LabelledSet } from './figures.js';
import { labelledSets } from './sets.js';

export const usage = `Usage: npm run evaluate -- [options] DIR

Measures the analyzer on the labelled photographs of the folder DIR, and prints every figure with how many photographs, faces or pairs
it was measured on and its 95 % interval (bootstrap over them), as a table in Markdown. Sets whose table DIR does not have are left out.

${labelledSets.map(({ name, table }) => `  ${name.padEnd(12)}${table}`).join('\n')}

  --sets LIST     only these, comma-separated
  --limit N       every k-th photograph, so that about N of each set remain: for a quick look
  --answers FILE  keeps the answers in FILE, one line of JSON each, and takes from it what it has: an interrupted evaluation goes on.
                  Lines of analyze --ndjson --details do as well. Delete it when the analyzer has changed.
  --held-out FOLDER
                  answers each photograph by heads that were trained without its person: for DIR on which they were trained.
                  FOLDER is what 'npm run train' leaves in build/heads
  --jobs N        photographs analysed at the same time (default: the machine's cores)
  --write         puts the table into README.md too, in place of the one there
  --help          this text

Exit code: 0 when it was measured, 2 for wrong usage or a folder without any of the tables.`;

export interface EvaluationOptions {
  readonly directory: string;
  readonly sets: readonly LabelledSet[];
  readonly limit: number;
  readonly answers: string | undefined;
  readonly heldOut: string | undefined;
  readonly jobs: number;
  readonly write: boolean;
}

/** undefined where help is asked for. @throws UsageError */
export function parseOptions(args: readonly string[]): EvaluationOptions | undefined {
  const { values, positionals } = parsed({
    args: [...args],
    allowPositionals: true,
    options: {
      sets: { type: 'string' },
      limit: { type: 'string' },
      answers: { type: 'string' },
      'held-out': { type: 'string' },
      jobs: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const [directory] = positionals;
  if (directory === undefined || positionals.length > 1) throw new UsageError('one folder of labelled photographs is needed');
  if (values.write && values.limit !== undefined) throw new UsageError('--write takes figures of all photographs: not together with --limit');
  return {
    directory,
    sets: values.sets === undefined ? labelledSets : setsOf(values.sets),
    limit: wholeNumber('limit', values.limit) ?? Infinity,
    answers: values.answers,
    heldOut: values['held-out'],
    jobs: wholeNumber('jobs', values.jobs) ?? availableParallelism(),
    write: values.write,
  };
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`--${name} takes a whole number from 1, not '${text}'`);
  return Number(text);
}

function setsOf(text: string): LabelledSet[] {
  return text.split(',').map((name) => {
    const known = labelledSets.find((set) => set.name === name.trim());
    if (known === undefined) throw new UsageError(`--sets knows no '${name}', only ${labelledSets.map((set) => set.name).join(', ')}`);
    return known;
  });
}
