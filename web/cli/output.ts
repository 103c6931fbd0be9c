import { open } from 'node:fs/promises';
import type { Answer } from './answers.js';
import type { Format } from './formats.js';

/** What becomes of an answer. Each is taken before the next one is given. */
export interface Sink {
  take(answer: Answer): Promise<void>;
}

/** Where text goes; resolves when the reader has taken it, so that a slow one does not fill the memory. */
export type Write = (text: string) => Promise<void>;

/** Writes the heading, and then every answer as it comes. */
export async function writtenTo(write: Write, format: Format): Promise<Sink> {
  if (format.heading !== '') await write(format.heading);
  return { take: (answer) => write(format.textOf(answer)) };
}

/** What writes to stdout rejects where nobody reads, see `isBrokenPipe`. */
export function standardOutput(): Write {
  process.stdout.on('error', () => undefined); // whoever writes hears of it
  return (text) => new Promise((resolve, reject) => void process.stdout.write(text, (error) => (error ? reject(error) : resolve())));
}

/** Whether nobody reads any more, as behind `| head`. */
export const isBrokenPipe = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EPIPE';

/** @throws Error where it cannot be opened; so does the writer where there is no room */
export async function appendingTo(file: string): Promise<Write> {
  const handle = await open(file, 'a');
  return (text) => handle.appendFile(text);
}
