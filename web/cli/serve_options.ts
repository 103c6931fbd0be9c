import { mostThreads } from '../threads.js';
import { parsed, threadsOfEach, UsageError, wholeNumber } from './arguments.js';

export const usage = `Usage: local-face-analyzer serve [options]

Answers POST /api/portrait/analysis/face-analyzer-advanced as the Face Analyzer Advanced API does, computed on this
machine: point a client of the API here. GET /healthz, /readyz and /metrics (Prometheus) tell how it is.

  --port N               default 8080; 0 takes any free one
  --host ADDRESS         default 127.0.0.1, this machine alone; 0.0.0.0 opens it to the network
  --allow-origin ORIGIN  pages of this origin may ask too, such as http://localhost:5173; may be given several times
  --api-key KEY          whoever asks needs this key, as the API's clients send it; may be given several times, or in the
                         variable LOCAL_FACE_ANALYZER_API_KEY, which no list of processes shows (several by spaces).
                         Without one a key is not looked at. /healthz and /readyz need none, /metrics does
  --allow-host NAME      answers only to this name, localhost and addresses; may be given several times, * is any.
                         By default any, on 127.0.0.1 none: pages could reach the machine by a name of theirs
  --workers N            photographs that are analysed at once (default 2)
  --threads N            of each worker (default: the machine's cores shared among them, at most 4)
  --queue N              further requests that may wait; past them the answer is 429 (default 16)
  --max-bytes N          of a request's body (default: 20 MB for the photograph and 64 KB around it)
  --body-timeout N       seconds for a request's body (default 60; its headers have 10 at most)
  --log json             a line a request on stderr: time, method, path, status, code, bytes, client, milliseconds; never a
                         picture, a key, a header or a query. Without it nothing is logged
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
  /** Null: everybody may ask. */
  readonly apiKeys: readonly string[] | null;
  readonly allowedHosts: readonly string[];
  /** Undefined: the contract's. */
  readonly maxBytes: number | undefined;
  readonly bodyTimeoutMs: number;
  readonly isLogged: boolean;
}

const keyVariable = 'LOCAL_FACE_ANALYZER_API_KEY';

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
      'api-key': { type: 'string', multiple: true, default: [] },
      'allow-host': { type: 'string', multiple: true, default: [] },
      'max-bytes': { type: 'string' },
      'body-timeout': { type: 'string' },
      log: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const workers = wholeNumber('workers', values.workers, [1, 64]) ?? 2;
  if (values.log !== undefined && values.log !== 'json') throw new UsageError(`--log takes json, not '${values.log}'`);
  return {
    help: values.help,
    port: wholeNumber('port', values.port, [0, 65535]) ?? 8080,
    host: values.host,
    allowedOrigins: values['allow-origin'],
    workers,
    threads: wholeNumber('threads', values.threads, [1, mostThreads]) ?? threadsOfEach(workers),
    maxQueue: wholeNumber('queue', values.queue, [0, 10_000]) ?? 16,
    apiKeys: keysOf(values['api-key']),
    allowedHosts: values['allow-host'].map(hostName),
    maxBytes: wholeNumber('max-bytes', values['max-bytes'], [1, 2 ** 31]),
    bodyTimeoutMs: (wholeNumber('body-timeout', values['body-timeout'], [1, 86_400]) ?? 60) * 1000,
    isLogged: values.log === 'json',
  };
}

/**
 * The keys of the command line and of the environment. A variable that is empty was meant to hold one.
 * @throws UsageError, which repeats no key
 */
function keysOf(given: readonly string[]): readonly string[] | null {
  const variable = process.env[keyVariable];
  const keys = [...given, ...(variable?.trim().split(/\s+/) ?? [])];
  if (keys.length === 0) return null;
  if (!keys.every((key) => /^[\x21-\x7e]+$/.test(key))) {
    throw new UsageError(`--api-key and ${keyVariable} take keys of printable ASCII characters, and no empty one`);
  }
  return keys;
}

/** @throws UsageError */
function hostName(name: string): string {
  if (name !== '*' && !/^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(name)) {
    throw new UsageError(`--allow-host takes a name such as faces.example.org, without a port, not '${name}'`);
  }
  return name;
}
