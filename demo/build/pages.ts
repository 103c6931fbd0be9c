import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { localPolicy, remotePolicy } from './policy.js';

const shared = new URL('../page.html', import.meta.url);

/** Puts into each page what all pages share, and its policy. */
export function pages(): Plugin {
  return {
    name: 'pages',
    transformIndexHtml: {
      order: 'pre',
      handler: (html, { path }) =>
        html
          .replace('<!-- page.html -->', () => readFileSync(shared, 'utf8'))
          .replace('%POLICY%', path.endsWith('remote.html') ? remotePolicy : localPolicy),
    },
  };
}
