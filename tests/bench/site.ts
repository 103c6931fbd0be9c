/** A site of one page for each contestant, and the photographs. */
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../../models/manifest.js';
import { Server } from '../browser/support/server.js';
import { isolation } from '../browser/support/site.js';
import { photograph, type PhotographName, photographNames } from './photographs.js';
import type { Contestant } from './works.js';

/** The page's global `benched`, once it has loaded. */
export interface InPage {
  start(options: { readonly threads?: number }): Promise<void>;
  analyze(bytes: Uint8Array, options: { readonly maxFaces?: number }): Promise<Answer>;
}

export interface Answer {
  readonly faces: number;
  /** The code of a photograph's refusal, of ours. */
  readonly refusal?: string;
  readonly timings?: { readonly stages: Readonly<Record<string, number>> };
}

export const placeOf = (name: PhotographName): number => photographNames.indexOf(name);
export const addressOf = (name: PhotographName): string => `/photographs/${placeOf(name)}`;

const folder = (path: string): string => fileURLToPath(new URL(path, repositoryRoot));

const pageOf = (contestant: Contestant): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>${contestant}</title><link rel="icon" href="data:,">
<script type="module">
import * as benched from '/pages/${contestant}.js';
globalThis.benched = benched;
if (location.search !== '') {
  const photograph = fetch('/photographs/' + location.search.slice(1)).then((response) => response.arrayBuffer());
  await benched.start();
  const { faces } = await benched.analyze(new Uint8Array(await photograph));
  globalThis.firstResponse = { faces, milliseconds: performance.now() }; // since the navigation began
}
</script></html>`;

/** Isolated, so that there can be threads; what it sends may be kept, as a site's files are. */
export async function startSite(contestants: readonly Contestant[]): Promise<Server> {
  const folders = { '/package/': folder('dist/'), '/pages/': folder('tests/bench/pages/'), '/peers/': folder('build/bench/node_modules/') };
  const site = await Server.start({ folders, headers: { ...isolation, 'cache-control': 'max-age=3600' } });
  for (const contestant of contestants) site.contents.set(`/${contestant}`, { type: 'text/html; charset=utf-8', body: pageOf(contestant) });
  for (const name of photographNames) site.contents.set(addressOf(name), { type: 'image/jpeg', body: await photograph(name) });
  return site;
}
