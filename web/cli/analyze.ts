import { fileURLToPath } from 'node:url';
import { createFaceAnalyzer } from 'local-face-analyzer';
import { type AnalyzeCommandOptions, parseOptions, usage } from './analyze_options.js';
import { type Answer, answersTo } from './answers.js';
import { type Command, exitCode, UsageError } from './arguments.js';
import { drawnInto } from './drawings.js';
import { formatOf } from './formats.js';
import { appendingTo, isBrokenPipe, type Sink, standardOutput, writtenTo } from './output.js';
import { isFolder, photographsOf, type Sources } from './photographs.js';
import { Pool } from './pool.js';
import { type Progress, shownProgress } from './progress.js';
import { Report } from './report.js';
import { answeredIn, unanswered } from './resume.js';
import { endBy, stopSignal } from './stop_signal.js';
import { until } from './until.js';

export const analyze: Command = {
  usage,
  async run(args) {
    const options = parseOptions(args);
    if (options.help) {
      console.log(usage);
      return exitCode.done;
    }
    return analyzeAll(await sourcesOf(options), options);
  },
};

/** @throws UsageError */
async function sourcesOf({ paths, list, format }: AnalyzeCommandOptions): Promise<Sources> {
  const [first] = paths;
  if (first === undefined && list === undefined) return { paths: [sample()], list };
  if (format === 'json' && first !== undefined && (await isFolder(first))) throw new UsageError(`a folder, ${first}, needs --ndjson or --csv`);
  return { paths, list };
}

/** The photograph that stands in for a missing FILE: only the repository has it, among the packages it is developed with. */
function sample(): string {
  try {
    return fileURLToPath(import.meta.resolve('@vladmandic/face-api/package.json').replace('package.json', 'demo/sample1.jpg'));
  } catch {
    throw new UsageError('a FILE is needed');
  }
}

/** Analyses them all, and gives the exit code. */
async function analyzeAll(sources: Sources, options: AnalyzeCommandOptions): Promise<number> {
  const { format, details, resume, draw, workers } = options;
  const { attributes } = options.analyze; // no network is opened that nobody asks for
  const report = new Report();
  const all = photographsOf(sources, report);
  const photographs = resume === undefined ? all : unanswered(all, await answeredIn(resume));
  const write = resume === undefined ? standardOutput() : await appendingTo(resume);
  const progress = await shownProgress(() => numberOf(sources, options));
  let stop: NodeJS.Signals | undefined;
  const stopped = stopSignal().then((signal) => (stop = signal));
  const pool = new Pool(workers, () => createFaceAnalyzer({ threads: options.threads, ...(attributes !== undefined && { attributes }) }));
  try {
    // What is written counts as done: a drawing comes before it.
    const sinks: readonly Sink[] = [...(draw === undefined ? [] : [await drawnInto(draw, report)]), await writtenTo(write, formatOf(format, details))];
    await handOut(answersTo(until(photographs, stopped), { pool, options: options.analyze, report }, workers), sinks, report, progress);
  } catch (error) {
    if (!isBrokenPipe(error)) throw error;
  } finally {
    progress.end();
  }
  if (stop !== undefined) endBy(stop);
  return report.exitCode;
}

async function handOut(answers: AsyncIterable<Answer>, sinks: readonly Sink[], report: Report, progress: Progress): Promise<void> {
  for await (const answer of answers) {
    for (const sink of sinks) await sink.take(answer);
    report.count(answer.inspection.response);
    progress.advance();
  }
}

/** How many photographs there are, where that is known beforehand. */
async function numberOf({ paths, list }: Sources, { resume }: AnalyzeCommandOptions): Promise<number | undefined> {
  const areFolders = await Promise.all(paths.map(isFolder));
  return list !== undefined || resume !== undefined || areFolders.includes(true) ? undefined : paths.length;
}
