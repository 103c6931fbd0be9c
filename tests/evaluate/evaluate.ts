import { existsSync } from 'node:fs';
import path from 'node:path';
import { SingleBar } from 'cli-progress';
import { UsageError } from '../../web/cli/arguments.js';
import { changeReadme } from '../../web/package/marked_text.js';
import { analyse } from './analysis.js';
import { AnswerBook, AnswerError } from './answers.js';
import { type Figure, type LabelledSet, having } from './figures.js';
import { LabelError, type Row, readTable } from './labels.js';
import { type EvaluationOptions, parseOptions, usage } from './options.js';
import type { Photograph } from './photographs.js';
import { tableOf, withTable } from './table.js';

// Prints the accuracy of the analyzer on a folder of labelled photographs: see the usage text.

const notTTYSchedule = 60_000; // milliseconds between two lines of progress where nobody watches

/** A set whose table is there, with the rows that are used. */
interface Chosen {
  readonly set: LabelledSet;
  readonly rows: readonly Row[];
}

function say(sentence: string): void {
  console.error(`evaluate: ${sentence}`);
}

/** @throws UsageError where the folder has none of the tables */
function chosenSets({ directory, sets, limit }: EvaluationOptions): Chosen[] {
  const chosen = having(sets, ({ table }) => readTable(directory, table))
    .map(([set, rows]) => ({ set, rows: limited(set, set.choose?.(rows) ?? rows, limit) }));
  if (chosen.length === 0) throw new UsageError(`'${directory}' has none of the tables: it is no folder of labelled photographs`);
  for (const set of sets) if (!chosen.some((one) => one.set === set)) say(`${set.name} is left out: there is no ${set.table}`);
  return chosen;
}

/** The rows of every k-th unit, so that about so many photographs remain. */
function limited(set: LabelledSet, rows: readonly Row[], limit: number): readonly Row[] {
  const step = Math.ceil(photographsOf([{ set, rows }]).length / limit);
  const unitOf = set.unit ?? ((row: Row) => row.photograph());
  const kept = new Set([...new Set(rows.map(unitOf))].filter((_, index) => index % step === 0));
  return step <= 1 ? rows : rows.filter((row) => kept.has(unitOf(row)));
}

/** Every photograph once, whichever tables name it. */
function photographsOf(chosen: readonly Chosen[]): Photograph[] {
  const photographs = chosen.flatMap(({ set, rows }) => rows.flatMap((row) => set.photographs(row)));
  return [...new Map(photographs.map((photograph) => [photograph.name, photograph])).values()];
}

async function answersTo(photographs: readonly Photograph[], { directory, answers, heldOut, jobs }: EvaluationOptions): Promise<AnswerBook> {
  const book = new AnswerBook(answers);
  await book.read(new Set(photographs.map(({ name }) => name)));
  const open = photographs.filter(({ name }) => !book.faces.has(name));
  const present = open.filter(({ file }) => existsSync(path.join(directory, file)));
  const [missing] = open.filter((photograph) => !present.includes(photograph));
  if (missing !== undefined) say(`left out, as they are not there: ${open.length - present.length} labelled photographs, such as ${missing.file}`);
  const bar = new SingleBar({ stream: process.stderr, format: '{bar} {value}/{total} {eta_formatted}', noTTYOutput: true, notTTYSchedule });
  if (present.length > 0) bar.start(present.length, 0);
  try {
    await analyse({ directory, heldOut }, present, jobs, (line) => {
      book.add(line);
      bar.increment();
    });
  } finally {
    bar.stop();
  }
  for (const [reason, times] of book.refusals) say(`refused with ${reason}, which counts like a photograph without a face: ${times}`);
  return book;
}

/** Figures without a single answer are left out by name. */
function answeredFigures(chosen: readonly Chosen[], { faces }: AnswerBook): Figure[] {
  const figures = chosen.flatMap(({ set, rows }) => set.figures(rows, faces));
  for (const { name, photographs, count } of figures) if (count === 0) say(`not answered: ${name} (${photographs})`);
  return figures.filter(({ count }) => count > 0);
}

async function main(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  if (options === undefined) {
    console.log(usage);
    return;
  }
  const chosen = chosenSets(options);
  const table = tableOf(answeredFigures(chosen, await answersTo(photographsOf(chosen), options)));
  console.log(table);
  if (options.write) changeReadme((text) => withTable(text, table));
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof UsageError;
  if (!isUsage && !(error instanceof LabelError) && !(error instanceof AnswerError)) throw error;
  say(isUsage ? `${error.message}\n\n${usage}` : error.message);
  process.exitCode = 2;
}
