import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after } from 'node:test';
import { promisify } from 'node:util';
import { freePort } from './free_port.js';

/** A Redis of one test file, on a free port of this machine alone, that keeps nothing on the disk. */
export class Redis {
  readonly #port: number;

  private constructor(port: number) {
    this.#port = port;
  }

  /** Resolves when it takes connections; after the tests it is gone. */
  static async start(): Promise<Redis> {
    const port = await freePort();
    const folder = mkdtempSync(path.join(tmpdir(), 'redis-'));
    const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
    const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    after(async () => {
      await ended(child);
      rmSync(folder, { recursive: true });
    });
    await new Promise<void>((resolve, reject) => {
      child.once('error', (cause) => reject(new Error('redis-server cannot be started: is the package redis-server installed?', { cause })));
      child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
      createInterface({ input: child.stdout }).on('line', (line) => line.includes('Ready to accept connections') && resolve());
    });
    return new Redis(port);
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`;
  }

  /** What it answers to a command. */
  async ask(...command: readonly string[]): Promise<unknown> {
    const { stdout } = await promisify(execFile)('redis-cli', ['-p', `${this.#port}`, '--json', ...command], { maxBuffer: 2 ** 26 });
    return JSON.parse(stdout);
  }
}

/** Ends a process, and resolves when it is gone. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
