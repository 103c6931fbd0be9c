/** What many runs come to. */

/** A quantile of numbers, between two of them where it falls there. @param share 0 to 1 */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? NaN;
  return below + (place - Math.floor(place)) * ((sorted[Math.ceil(place)] ?? NaN) - below);
}

export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);

/**
 * The median of the ratios of what ran side by side: a machine that is busy for a while is so for both of a pair.
 * @throws RangeError where they are no pairs
 */
export function pairedRatio(ours: readonly number[], theirs: readonly number[]): number {
  if (ours.length !== theirs.length) throw new RangeError(`${ours.length} and ${theirs.length} runs are no pairs`);
  return median(ours.map((milliseconds, round) => milliseconds / (theirs[round] ?? NaN)));
}
