import { spawn } from 'node:child_process';
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

async function run(command: keyof typeof commands, args: readonly string[]): Promise<Run> {
  const child = spawn(process.execPath, [...commands[command], ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, stdout, stderr };
}
