import type { Outcome } from './observed.js';

/** How the server stands at the moment. */
export interface State {
  readonly inProgress: number;
  readonly waiting: number;
  readonly restarts: number;
}

const prefix = 'local_face_analyzer';
const bucketSeconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Counts requests, and says them in Prometheus' text format. */
export class Metrics {
  /** By status and code. */
  readonly #requests = new Map<string, number>();
  /** How many took as long as a bucket's bound at most; the last one has no bound. */
  readonly #buckets = [...bucketSeconds, Infinity].map((bound) => ({ bound, count: 0 }));
  #seconds = 0;

  count({ status, code, milliseconds }: Outcome): void {
    const labels = `status="${status}",code="${code}"`; // nothing in them that would want an escape
    this.#requests.set(labels, (this.#requests.get(labels) ?? 0) + 1);
    this.#seconds += milliseconds / 1000;
    for (const bucket of this.#buckets) bucket.count += Number(milliseconds / 1000 <= bucket.bound);
  }

  text({ inProgress, waiting, restarts }: State): string {
    const requests = [...this.#requests].map(([labels, count]) => `{${labels}} ${count}`);
    return [
      ...family('counter', `${prefix}_requests_total`, 'Requests of the API, by their status and code; 499: the client left.', requests),
      ...family('histogram', `${prefix}_request_duration_seconds`, 'From a request to the end of its answer.', this.#histogram()),
      ...family('gauge', `${prefix}_analyses_in_progress`, 'Engines at work.', [` ${inProgress}`]),
      ...family('gauge', `${prefix}_analyses_waiting`, 'Requests that are received or wait for an engine.', [` ${waiting}`]),
      ...family('counter', `${prefix}_engine_restarts_total`, 'Engines that broke down and were replaced.', [` ${restarts}`]),
      ...family('gauge', 'process_resident_memory_bytes', 'Resident memory.', [` ${process.memoryUsage.rss()}`]),
      '',
    ].join('\n');
  }

  #histogram(): string[] {
    const buckets = this.#buckets.map(({ bound, count }) => `_bucket{le="${bound === Infinity ? '+Inf' : bound}"} ${count}`);
    return [...buckets, `_sum ${this.#seconds}`, `_count ${this.#buckets.at(-1)?.count ?? 0}`];
  }
}

function family(type: string, name: string, help: string, samples: readonly string[]): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples.map((sample) => name + sample)];
}
