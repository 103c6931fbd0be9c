/** Runs works in headless Chromium, ours and each peer in turn, so that a busy minute is everybody's. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../browser/support/browser.js';
import type { Server } from '../browser/support/server.js';
import type { PhotographName } from './photographs.js';
import { addressOf, type Answer, type InPage, placeOf } from './site.js';
import { type Contestant, type Work, works } from './works.js';

declare global {
  /** In the page. */
  var benched: InPage;
  var firstResponse: Run;
  var bytes: Uint8Array;
}

/** Milliseconds of each round, by contestant; rounds stand beside each other. */
export interface Runs {
  readonly milliseconds: Readonly<Record<string, readonly number[]>>;
  readonly faces: Readonly<Record<string, number>>;
  /** Of our rounds, stage by stage. */
  readonly stages: readonly Readonly<Record<string, number>>[];
}

interface Run extends Answer {
  readonly milliseconds: number;
}

/** Who takes part: ours, then the peers; ours on one thread is a peer of ours on more. */
const lineUp = ({ peers, threads = 1 }: Work): { readonly key: string; readonly contestant: Contestant; readonly threads: number }[] => [
  { key: 'ours', contestant: 'ours', threads },
  ...peers.map((contestant) => ({ key: contestant === 'ours' ? 'one thread' : contestant, contestant, threads: 1 })),
];

export async function measure(site: Server, name: string, rounds: number): Promise<Runs> {
  const work = works[name];
  if (work === undefined) throw new RangeError(`there is no work '${name}'`);
  const browser = await launchBrowser();
  try {
    const run = work.start === undefined ? await warm(browser, site, work) : visits(browser, site, work.photograph, work.start);
    const results = new Map<string, Run[]>(lineUp(work).map(({ key }) => [key, []]));
    for (let round = 0; round < rounds; round += 1)
      for (const [key, runs] of results) runs.push(await run(key));
    return summed(results);
  } finally {
    await browser.close();
  }
}

function summed(results: ReadonlyMap<string, readonly Run[]>): Runs {
  const of = <Value>(value: (runs: readonly Run[]) => Value): Record<string, Value> => Object.fromEntries([...results].map(([key, runs]) => [key, value(runs)]));
  return {
    milliseconds: of((runs) => runs.map(({ milliseconds }) => milliseconds)),
    faces: of((runs) => runs.at(-1)?.faces ?? NaN),
    stages: (results.get('ours') ?? []).flatMap(({ timings }) => (timings === undefined ? [] : [timings.stages])),
  };
}

/** Each in a page of its own, which has answered once before. */
async function warm(browser: Browser, site: Server, work: Work): Promise<(key: string) => Promise<Run>> {
  const pages = new Map<string, Page>();
  for (const { key, contestant, threads } of lineUp(work)) {
    const page = await opened(browser, site, contestant);
    await page.evaluate(async ({ threads, address }) => {
      globalThis.bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
      await benched.start({ threads });
    }, { threads, address: addressOf(work.photograph) });
    pages.set(key, page);
  }
  const options = work.maxFaces === undefined ? {} : { maxFaces: work.maxFaces };
  const run = async (key: string): Promise<Run> => {
    const page = pages.get(key);
    if (page === undefined) throw new RangeError(key);
    const answer = await page.evaluate(async (options) => {
      const copy = bytes.slice();
      const begin = performance.now();
      const answer = await benched.analyze(copy, options);
      return { ...answer, milliseconds: performance.now() - begin };
    }, options);
    // Of ours decoding is a stage of the analysis; the decoders do nothing else.
    return work.decodes === true && answer.timings !== undefined ? { ...answer, milliseconds: answer.timings.stages['decode'] ?? NaN } : answer;
  };
  for (const key of pages.keys()) await run(key);
  return run;
}

export async function opened(browser: Browser, site: Server, contestant: Contestant): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${site.origin}/${contestant}`);
  await page.waitForFunction(() => 'benched' in globalThis);
  return page;
}

/** Each time in a profile that has never been on the site, or been there once. */
function visits(browser: Browser, site: Server, photograph: PhotographName, start: NonNullable<Work['start']>): (key: string) => Promise<Run> {
  return async (key) => {
    const context = await browser.newContext();
    await context.newPage(); // the window
    const visit = async (): Promise<Run> => {
      const page = await context.newPage();
      await quiet(browser);
      await page.goto(`${site.origin}/${key}?${placeOf(photograph)}`);
      await page.waitForFunction(() => 'firstResponse' in globalThis, undefined, { timeout: 120_000 });
      const response = await page.evaluate(() => firstResponse);
      await page.close();
      return response;
    };
    const first = await visit();
    const run = start === 'first visit' ? first : await visit();
    await context.close();
    return run;
  };
}

/**
 * Waits until the browser's processes rest. A new window works for itself on every processor (Chromium 156 draws the lists of its address bar,
 * 800 ms of a processor's time): that is the window's start and no page's.
 */
async function quiet(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const seconds = async (): Promise<number> => (await session.send('SystemInfo.getProcessInfo')).processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  const deadline = performance.now() + 20_000;
  for (let before = -Infinity, now = await seconds(); now - before > 0.01 && performance.now() < deadline; [before, now] = [now, await seconds()])
    await sleep(300);
  if (performance.now() >= deadline) console.error('bench: the browser does not rest; the visit is measured beside what it does');
  await session.detach();
}

/**
 * The most bytes that the process of a page held which analyses one file: all of it, the browser's own code too. No other count has the decoder's
 * and the GPU's buffers in it.
 */
export async function peakMemory(site: Server, contestant: Contestant, file: string): Promise<number> {
  const browser = await launchBrowser();
  try {
    const page = await opened(browser, site, contestant);
    await page.evaluate(async (address) => {
      await benched.start({});
      await benched.analyze(new Uint8Array(await (await fetch(address)).arrayBuffer()), {});
    }, file);
    const { processInfo } = await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo');
    return Math.max(...processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => highWater(id)));
  } finally {
    await browser.close();
  }
}

function highWater(process: number): number {
  const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${process}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

/** The paths of all files that a first visit asks for, up to the first response. */
export async function filesOf(site: Server, contestant: Contestant): Promise<string[]> {
  const browser = await launchBrowser();
  const before = site.requests.length;
  try {
    await visits(browser, site, 'one face, 640x480', 'first visit')(contestant);
    return [...new Set(site.requests.slice(before))].filter((path) => !path.startsWith('/photographs/'));
  } finally {
    await browser.close();
  }
}
