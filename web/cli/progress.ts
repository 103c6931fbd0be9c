import { SingleBar } from 'cli-progress';

/** Shows on a terminal how far it is. */
export interface Progress {
  advance(): void;
  end(): void;
}

/** @param numberOf asked where there is a terminal: how many photographs there are, or undefined where nobody knows yet */
export async function shownProgress(numberOf: () => Promise<number | undefined>): Promise<Progress> {
  const total = process.stderr.isTTY ? await numberOf() : 1;
  if (total === 1) return { advance: () => undefined, end: () => undefined };
  const format = total === undefined ? '{value} in {duration_formatted}' : '{bar} {value}/{total} {eta_formatted}';
  const bar = new SingleBar({ stream: process.stderr, format });
  bar.start(total ?? 0, 0);
  return { advance: () => bar.increment(), end: () => bar.stop() };
}
