import type { OutgoingHttpHeaders } from 'node:http';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../../../models/manifest.js';
import { photographs } from './photographs.js';
import { Server } from './server.js';

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Face analyzer</title>
<script type="module" src="/main.js"></script>
</html>
`;

const main = `
import * as faceAnalyzer from '/package/index.js';
import * as inPage from '/support/in_page.js';
import * as inputs from '/support/inputs.js';
Object.assign(globalThis, { faceAnalyzer, inPage, inputs });
`;

/** What switches threads on. */
export const isolation: OutgoingHttpHeaders = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** The strictest policy that the package promises to run under. */
export const strictPolicy: OutgoingHttpHeaders = {
  'content-security-policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'",
};

/** Where an asset of the built package is found on a site. */
export function assetPath(file: string): string {
  return `/package/assets/${file}`;
}

/** A site with a page that imports the built package, its assets under /moved/ too, and test photographs under /photographs/. */
export async function startSite(headers: OutgoingHttpHeaders = {}): Promise<Server> {
  const site = await Server.start({
    headers,
    folders: {
      '/package/': fileURLToPath(new URL('dist/', repositoryRoot)),
      '/moved/': fileURLToPath(new URL('dist/assets/', repositoryRoot)),
      '/support/': fileURLToPath(new URL('./', import.meta.url)),
    },
  });
  site.contents.set('/', { type: 'text/html; charset=utf-8', body: page });
  site.contents.set('/main.js', { type: 'text/javascript', body: main });
  for (const [name, body] of Object.entries(photographs)) site.contents.set(`/photographs/${name}`, { type: 'application/octet-stream', body });
  return site;
}
