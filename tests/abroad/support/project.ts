import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../../../models/manifest.js';
import { consumer } from '../../package/support/consumer.js';
import { freePort } from './free_port.js';

const examples = fileURLToPath(new URL('examples/', repositoryRoot));
const startMilliseconds = 60_000;

/** A command line and what came of it. */
interface Command {
  readonly child: ChildProcess;
  /** All that it printed so far. */
  readonly output: () => string;
  /** The exit code, or null where a signal ended it. */
  readonly ended: Promise<number | null>;
}

/**
 * An example as a project of its own, with the packed package in it. It lies outside this repository, as tools look for their settings
 * and for packages in the folders above.
 */
export class Project {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'local-face-analyzer-'));
  readonly #servers: ChildProcess[] = [];

  private constructor() {
    after(async () => Promise.all(this.#servers.map(end)));
    process.once('exit', () => rmSync(this.folder, { recursive: true, force: true })); // where the installation fails, too
  }

  /** Copies an example, installs it from the registry and the packed tarball, and removes it after the file's tests. */
  static async install(example: string): Promise<Project> {
    const project = new Project();
    cpSync(path.join(examples, example), project.folder, { recursive: true, filter: (source) => path.basename(source) !== 'node_modules' });
    cpSync(path.join(examples, '.npmrc'), project.path('.npmrc'));
    project.#takePackedPackage();
    await project.run('npm install --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error');
    return project;
  }

  path(file: string): string {
    return path.join(this.folder, file);
  }

  write(file: string, text: string): void {
    writeFileSync(this.path(file), text);
  }

  /**
   * Runs a command line to its end and gives what it printed.
   * @throws Error with that, where it fails
   */
  async run(line: string): Promise<string> {
    const { output, ended } = this.#spawn(line);
    const code = await ended;
    if (code !== 0) throw new Error(`${line}: ${code}\n${output()}`);
    return output();
  }

  /**
   * Starts a server and resolves with its origin once it answers.
   * @param lineFor the command line that starts it on a port
   */
  async serve(lineFor: (port: number) => string): Promise<string> {
    const port = await freePort();
    const line = lineFor(port);
    const { child, output, ended } = this.#spawn(line);
    this.#servers.push(child);
    let isOver = false;
    void ended.then(() => (isOver = true));
    const deadline = Date.now() + startMilliseconds;
    const origin = `http://localhost:${port}`;
    while (!(await answers(origin))) {
      if (isOver || Date.now() > deadline) throw new Error(`${line} does not serve:\n${output()}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return origin;
  }

  #takePackedPackage(): void {
    const tarball = readdirSync(consumer).find((file) => file.endsWith('.tgz'));
    if (tarball === undefined) throw new Error('the package is not packed: scripts/setup abroad');
    const description = readFileSync(this.path('package.json'), 'utf8');
    const dependency = `"local-face-analyzer": ${JSON.stringify(`file:${path.join(consumer, tarball)}`)}`;
    this.write('package.json', description.replace(/"local-face-analyzer": "[^"]*"/, dependency));
  }

  #spawn(line: string): Command {
    // In a group of its own, so that what it starts can be ended with it.
    const child = spawn(line, { cwd: this.folder, env: environment(this.path('node_modules/.bin')), shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
    return { child, output: () => output, ended: new Promise((resolve, reject) => child.once('error', reject).once('close', resolve)) };
  }
}

/** As a shell has it, not npm or a test runner; nobody is told of anything. */
function environment(commands: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_)/i.test(name));
  return {
    ...Object.fromEntries(own),
    PATH: `${commands}${path.delimiter}${process.env['PATH'] ?? ''}`,
    NO_COLOR: '1',
    DO_NOT_TRACK: '1',
    NEXT_TELEMETRY_DISABLED: '1',
    NUXT_TELEMETRY_DISABLED: '1',
    NG_CLI_ANALYTICS: 'false',
  };
}

async function end(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const closed = new Promise((resolve) => server.once('close', resolve));
  process.kill(-server.pid, 'SIGKILL');
  await closed;
}

async function answers(origin: string): Promise<boolean> {
  return fetch(origin).then(
    async (response) => (await response.text()) !== '' && response.ok,
    () => false,
  );
}
