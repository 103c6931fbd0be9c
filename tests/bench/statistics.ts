/** What many runs come to. */
import { quantile } from '../evaluate/statistics.js';

export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);

/**
 * The median of the ratios of what ran side by side: a machine that is busy for a while is so for both of a pair.
 * @throws RangeError where they are no pairs
 */
export function pairedRatio(ours: readonly number[], theirs: readonly number[]): number {
  if (ours.length !== theirs.length) throw new RangeError(`${ours.length} and ${theirs.length} runs are no pairs`);
  return median(ours.map((milliseconds, round) => milliseconds / (theirs[round] ?? NaN)));
}
