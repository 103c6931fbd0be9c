/**
 * Loaded in front of Node's program, it forbids the network to it and to every thread that it starts: node --import no_network.js. Whoever reaches for it
 * is named on stderr, and gets an exception.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import { writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import workerThreads, { type WorkerOptions } from 'node:worker_threads';

type Functions = Record<string, unknown>;

function forbid(owner: object, names: readonly string[]): void {
  for (const name of names) {
    (owner as Functions)[name] = () => {
      writeSync(2, `the network is reached for: ${name}\n`); // also where the exception is caught
      throw new Error('There is no network.');
    };
  }
}

const asking = (module: object): string[] => Object.keys(module).filter((name) => /^(lookup|resolve|reverse)/.test(name));

forbid(net.Socket.prototype, ['connect']); // HTTP's and TLS's sockets are such too
forbid(dgram.Socket.prototype, ['bind', 'connect', 'send']);
forbid(dns, asking(dns));
forbid(dns.promises, asking(dns.promises));

workerThreads.Worker = class extends workerThreads.Worker {
  constructor(file: string | URL, options: WorkerOptions = {}) {
    super(file, { ...options, execArgv: [...(options.execArgv ?? []), '--import', import.meta.url] });
  }
};
syncBuiltinESMExports();
