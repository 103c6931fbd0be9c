import { availableParallelism } from 'node:os';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { mostThreads } from '../threads.js';

/** Wrong usage; the message says what is right. */
export class UsageError extends Error {}

/** The exit codes of every command. */
export const exitCode = { done: 0, failed: 1, usage: 2 } as const;

/** One of the package's commands. */
export interface Command {
  /** What --help prints. */
  readonly usage: string;
  /**
   * Runs to its end and gives the exit code.
   * @throws UsageError
   */
  run(args: readonly string[]): Promise<number>;
}

/** @throws UsageError */
export function parsed<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** @throws UsageError */
export function wholeNumber(name: string, text: string | undefined, [least, most]: readonly [least: number, most: number]): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new UsageError(`--${name} takes a whole number from ${least} to ${most}, not '${text}'`);
  }
  return value;
}

/** The machine's. */
export const cores = availableParallelism();

/** How many threads each of some workers has for its networks when they share the machine's cores. */
export const threadsOfEach = (workers: number): number => Math.min(Math.max(1, Math.floor(cores / workers)), mostThreads);
