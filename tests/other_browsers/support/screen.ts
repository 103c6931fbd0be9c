import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** A screen that nobody sees. */
export interface Screen {
  /** Its name for the variable DISPLAY. */
  readonly display: string;
  close(): void;
}

/** Xvfb, under the first number that is free. */
export async function openScreen(): Promise<Screen> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1300x1000x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = (await Promise.race([
    once(server.stdio[3] as Readable, 'data'),
    once(server, 'exit').then(() => Promise.reject(new Error('Xvfb has ended'))),
  ])) as [Buffer];
  return { display: `:${number.toString().trim()}`, close: () => void server.kill() };
}
