import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { licences } from './build/licences.js';
import { offline, workerFile } from './build/offline.js';
import { pages } from './build/pages.js';
import { pictures } from './build/pictures.js';

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** What switches threads on; on a host that cannot send headers the service worker does it, from the second visit on. */
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

export default defineConfig({
  root: here('.'),
  base: './', // any static host, any folder
  plugins: [pages(), pictures(), licences(), offline()],
  preview: { headers: isolation },
  build: {
    outDir: here('../build/demo'),
    emptyOutDir: true,
    target: ['chrome123', 'firefox121', 'safari17.5'],
    assetsInlineLimit: 0, // the policy has no data: addresses
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: here('index.html'), remote: here('remote.html'), worker: here('src/service_worker.ts') },
      output: { entryFileNames: ({ name }) => (name === 'worker' ? workerFile : 'assets/[name]-[hash].js') },
    },
  },
});
