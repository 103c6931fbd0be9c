import { setTimeout as sleep } from 'node:timers/promises';

/** What a server's /metrics says: the values by their names, with their labels. */
export async function metricsOf(origin: string, headers: Readonly<Record<string, string>> = {}): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`${origin}/metrics`, { headers })).text();
  const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(samples.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
}

/** Waits until a server's metrics fit. */
export async function metricsUntil(origin: string, fit: (metrics: ReadonlyMap<string, number>) => boolean): Promise<ReadonlyMap<string, number>> {
  for (;;) {
    const metrics = await metricsOf(origin);
    if (fit(metrics)) return metrics;
    await sleep(5);
  }
}

const prefix = 'local_face_analyzer_';

/** Waits until so many analyses are in progress and so many requests wait. */
export async function atWork(origin: string, inProgress: number, waiting: number): Promise<void> {
  await metricsUntil(origin, (metrics) => metrics.get(`${prefix}analyses_in_progress`) === inProgress && metrics.get(`${prefix}analyses_waiting`) === waiting);
}
