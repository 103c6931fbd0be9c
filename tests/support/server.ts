import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { apiPath } from '../../web/remote/options.js';
import { packageCommand } from './command.js';

/** `local-face-analyzer serve` as a process of its own, on a free port. */
export class ServeProcess {
  readonly child: ChildProcessWithoutNullStreams;
  /** All that it printed. */
  output = '';
  /** Where it listens. */
  origin = '';

  /** Starts it for one test, and resolves when it listens. */
  static async start(test: TestContext, ...args: readonly string[]): Promise<ServeProcess> {
    return ServeProcess.#started(test, new ServeProcess(args));
  }

  /** The same, with Node's own options. */
  static async startBy(test: TestContext, execArgv: readonly string[], ...args: readonly string[]): Promise<ServeProcess> {
    return ServeProcess.#started(test, new ServeProcess(args, { execArgv }));
  }

  /** The same, with variables of the environment. */
  static async startIn(test: TestContext, env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<ServeProcess> {
    return ServeProcess.#started(test, new ServeProcess(args, { env }));
  }

  static async #started(test: TestContext, server: ServeProcess): Promise<ServeProcess> {
    test.after(() => server.child.kill('SIGKILL'));
    for await (const line of createInterface({ input: server.child.stdout })) {
      const [, origin] = /^Listening on (http:\/\/.+)\/$/.exec(line) ?? [];
      if (origin === undefined) continue;
      server.origin = origin;
      return server;
    }
    throw new Error(`it does not listen: ${server.output}`);
  }

  private constructor(args: readonly string[], { execArgv = [], env = {} }: { readonly execArgv?: readonly string[]; readonly env?: NodeJS.ProcessEnv } = {}) {
    this.child = spawn(process.execPath, [...execArgv, packageCommand, 'serve', '--port', '0', ...args], { env: { ...process.env, ...env } });
    for (const stream of [this.child.stdout, this.child.stderr]) stream.on('data', (data: Buffer) => (this.output += data.toString()));
  }

  get endpoint(): string {
    return this.origin + apiPath;
  }

  /** The exit code, or the signal that ended it. */
  async exit(): Promise<number | string> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    const [code, signal] = (await once(this.child, 'exit')) as [number | null, string | null];
    return code ?? signal ?? '';
  }
}
