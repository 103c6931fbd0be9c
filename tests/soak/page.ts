import { readFileSync } from 'node:fs';
import { launchBrowser } from '../browser/support/browser.js';
import { breakable } from '../browser/support/fragile_engine.js';
import { measuringMemory, memoryOf } from '../browser/support/memory.js';
import { isolation, startSite } from '../browser/support/site.js';
import { visit } from '../browser/support/visit.js';
import type { Inspection } from '../../web/interface.js';
import type * as askModule from './ask.js';
import type { Rejection } from './ask.js';
import type { Draw, Harm } from './draw.js';
import { largest } from './photographs.js';
import type { Subject } from './subject.js';

declare global {
  /** In the page. */
  var soaking: typeof askModule;
}

export interface PageSettings {
  readonly inline: boolean;
  /** Whether the engine is to use the GPU, which can be lost then. */
  readonly gpu: boolean;
}

const script = '/soak/ask.js';
const threads = 2; // memory that threads share is in what the browser measures

/** An analyzer in a page of headless Chromium. */
export async function soakedInPage({ inline, gpu }: PageSettings): Promise<Subject> {
  const site = await startSite(isolation); // else the browser does not say how much memory a page has
  breakable(site);
  site.contents.set(script, { type: 'text/javascript', body: readFileSync(new URL('ask.js', import.meta.url)) });
  const browser = await launchBrowser(measuringMemory);
  const { page } = await visit(browser, site.origin);
  await page.evaluate(async ({ script, threads, inline, gpu }) => {
    globalThis.soaking = (await import(script)) as typeof askModule;
    globalThis.analyzer = await faceAnalyzer.createFaceAnalyzer({ threads, worker: !inline, exact: true, backend: gpu ? 'webgpu' : 'wasm' });
  }, { script, threads, inline, gpu });

  let asked = 0;
  const ask = async ({ photograph, options, abortAfter }: Omit<Draw, 'harm'>): Promise<Inspection | Rejection> => {
    const path = `/photograph/${(asked += 1)}`;
    site.contents.set(path, { type: 'application/octet-stream', body: photograph.read() });
    try {
      return await page.evaluate(async ({ path, options, abortAfter }) => soaking.ask(analyzer, await inPage.fetchBlob(path), options, abortAfter), { path, options, abortAfter });
    } finally {
      site.contents.delete(path);
    }
  };

  return {
    harms: gpu ? ['kill', 'trap', 'lose'] : ['kill', 'trap'],
    isNear: gpu,
    ask,
    harm(way) {
      const worker = page.workers().findLast((one) => one.url().endsWith('/engine.js'));
      const harmed = worker === undefined ? page.evaluate(ways[way === 'kill' ? 'trap' : way]) : worker.evaluate(ways[way]);
      harmed.catch(() => undefined); // it may have ended meanwhile
    },
    async memory() {
      await ask({ photograph: largest, options: {}, abortAfter: null });
      return (await memoryOf(page)) / 2 ** 20;
    },
    mostGrowth: 16,
    async dispose() {
      await page.evaluate(async () => analyzer.dispose());
      await browser.close();
      await site.close();
    },
  };
}

/** In the engine's thread. */
const ways: Readonly<Record<Harm, () => void>> = {
  kill: () => void setTimeout(() => self.close()),
  trap: () => trapCores(),
  lose: () => loseGpus(),
};
