import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const notices = new URL('../../THIRD_PARTY_NOTICES.md', import.meta.url);
const licence = new URL('../../LICENSE', import.meta.url);

/** Puts the licences beside the page, which its footer leads to. */
export function licences(): Plugin {
  return {
    name: 'licences',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: `${readFileSync(licence, 'utf8')}\n${readFileSync(notices, 'utf8')}` });
    },
  };
}
