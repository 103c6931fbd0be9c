import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../../models/manifest.js';

/** The package's command as it is installed. */
export const packageCommand = fileURLToPath(new URL('dist/cli.js', repositoryRoot));

const commands = {
  analyze: [packageCommand, 'analyze'],
  serve: [packageCommand, 'serve'],
  evaluate: [fileURLToPath(new URL('../evaluate/evaluate.js', import.meta.url))],
} as const;

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as `npm run analyze` does. */
export async function analyze(...args: readonly string[]): Promise<Run> {
  return run('analyze', args);
}

/** Runs `npx local-face-analyzer serve`, where it ends by itself. */
export async function serve(...args: readonly string[]): Promise<Run> {
  return run('serve', args);
}

/** Runs the command as `npm run evaluate` does. */
export async function evaluate(...args: readonly string[]): Promise<Run> {
  return run('evaluate', args);
}

/** What a command may find other than usual. */
export interface Circumstances {
  /** What comes on stdin; nothing by default. */
  readonly input?: string | Uint8Array;
  /** A command, with its arguments, that starts Node. */
  readonly by?: readonly string[];
  /** Node's own options. */
  readonly execArgv?: readonly string[];
}

/** Runs the command as `npm run analyze` does, but for some circumstances. */
export async function analyzeIn(circumstances: Circumstances, ...args: readonly string[]): Promise<Run> {
  return run('analyze', args, circumstances);
}

/** Starts the command, with pipes for stdin, stdout and stderr, and does not wait for its end. */
export function startAnalyze(...args: readonly string[]): ChildProcess & { stdin: Writable; stdout: Readable; stderr: Readable } {
  return spawn(process.execPath, [...commands.analyze, ...args]);
}

async function run(command: keyof typeof commands, args: readonly string[], { input, by = [], execArgv = [] }: Circumstances = {}): Promise<Run> {
  const [program = '', ...rest] = [...by, process.execPath, ...execArgv, ...commands[command], ...args];
  const child = spawn(program, rest, { stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
  child.stdin?.on('error', () => undefined).end(input); // a command may end without reading it
  return endOf(child as { stdout: Readable; stderr: Readable } & ChildProcess);
}

/** What a command says to its end. */
export async function endOf(child: ChildProcess & { stdout: Readable; stderr: Readable }): Promise<Run & { readonly signal: NodeJS.Signals | null }> {
  const exit = new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject).once('close', (code, signal) => resolve([code, signal]));
  });
  const [stdout, stderr, [code, signal]] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, stdout, stderr, signal };
}
