import { mostThreads } from '../threads.js';
import { parsed, threadsOfEach, wholeNumber } from './arguments.js';

export const usage = `Usage: local-face-analyzer serve [options]

Answers POST /api/portrait/analysis/face-analyzer-advanced as the Face Analyzer Advanced API does, computed on this
machine: point a client of the API here. A key in a request is not looked at, and nothing is logged.

  --port N               default 8080; 0 takes any free one
  --host ADDRESS         default 127.0.0.1, this machine alone; 0.0.0.0 opens it to the network
  --allow-origin ORIGIN  pages of this origin may ask too, such as http://localhost:5173; may be given several times
  --workers N            photographs that are analysed at once (default 2)
  --threads N            of each worker (default: the machine's cores shared among them, at most 4)
  --queue N              further requests that may wait; past them the answer is 429 (default 16)
  --help                 this text

SIGINT or SIGTERM: no new connections, what was begun is finished, at most 8 s of it; a second one ends it at once.
Exit code: 0 after a signal, 1 where it cannot start, 2 for wrong usage.`;

export interface ServeOptions {
  readonly help: boolean;
  readonly port: number;
  readonly host: string;
  readonly allowedOrigins: readonly string[];
  readonly workers: number;
  readonly threads: number;
  readonly maxQueue: number;
}

/** @throws UsageError */
export function parseServeOptions(args: readonly string[]): ServeOptions {
  const { values } = parsed({
    args: [...args],
    options: {
      port: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
      'allow-origin': { type: 'string', multiple: true, default: [] },
      workers: { type: 'string' },
      threads: { type: 'string' },
      queue: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const workers = wholeNumber('workers', values.workers, [1, 64]) ?? 2;
  return {
    help: values.help,
    port: wholeNumber('port', values.port, [0, 65535]) ?? 8080,
    host: values.host,
    allowedOrigins: values['allow-origin'],
    workers,
    threads: wholeNumber('threads', values.threads, [1, mostThreads]) ?? threadsOfEach(workers),
    maxQueue: wholeNumber('queue', values.queue, [0, 10_000]) ?? 16,
  };
}
