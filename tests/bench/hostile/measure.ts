/** Hostile files beside an honest photograph, in the same page and in turn; for their memory in a page of their own. */
import { launchBrowser } from '../../browser/support/browser.js';
import type { Server } from '../../browser/support/server.js';
import { opened, peakMemory } from '../measure.js';
import type { PhotographName } from '../photographs.js';
import { addressOf } from '../site.js';
import { hostileFiles } from './files.js';

/** What the files are measured by: a usual photograph of a phone. */
export const honest: PhotographName = 'portrait, 12 MP';

/** Rounds stand beside each other. */
export interface HostileRuns {
  readonly bytes: number;
  /** Milliseconds of the whole analysis. */
  readonly hostile: readonly number[];
  readonly honest: readonly number[];
  /** Milliseconds of the hostile file's decoding. */
  readonly decoding: readonly number[];
  /** Bytes. */
  readonly peakMemory: number;
  /** The refusal's code, where it was none of a picture. */
  readonly refusal: string;
}

const address = '/hostile';

export async function measureHostile(site: Server, name: string, rounds: number): Promise<HostileRuns> {
  const body = hostileFiles[name]?.();
  if (body === undefined) throw new RangeError(`there is no file '${name}'`);
  site.contents.set(address, { type: 'application/octet-stream', body });
  const browser = await launchBrowser();
  try {
    const page = await opened(browser, site, 'ours');
    const runs = await page.evaluate(async ({ rounds, honest, hostile }) => {
      const get = async (address: string): Promise<Uint8Array> => new Uint8Array(await (await fetch(address, { cache: 'no-store' })).arrayBuffer());
      const files = { honest: await get(honest), hostile: await get(hostile) };
      await benched.start({ threads: 1 });
      const run = async (file: keyof typeof files): Promise<{ milliseconds: number; decoding: number; refusal: string }> => {
        const copy = files[file].slice();
        const begin = performance.now();
        const { timings, refusal = '' } = await benched.analyze(copy, {});
        return { milliseconds: performance.now() - begin, decoding: timings?.stages['decode'] ?? NaN, refusal };
      };
      await run('honest');
      const runs = [];
      for (let round = 0; round < rounds; round += 1) runs.push({ honest: await run('honest'), hostile: await run('hostile') });
      return runs;
    }, { rounds, honest: addressOf(honest), hostile: address });
    return {
      bytes: body.length,
      hostile: runs.map(({ hostile }) => hostile.milliseconds),
      honest: runs.map(({ honest }) => honest.milliseconds),
      decoding: runs.map(({ hostile }) => hostile.decoding),
      peakMemory: await peakMemory(site, 'ours', address),
      refusal: runs[0]?.hostile.refusal ?? '',
    };
  } finally {
    await browser.close();
  }
}
