import { availableParallelism, cpus, loadavg } from 'node:os';

/** The machine that measures, in words. */
export function machine(): string {
  const load = loadavg()[0] ?? NaN;
  return `${cpus()[0]?.model.trim() ?? 'an unknown processor'}, ${availableParallelism()} cores, load ${load.toFixed(1)}`;
}
