/** Prints what a page downloads, and writes it into README.md. */
import { changeReadme, type Markers, withPart } from './marked_text.js';
import { type Weight, weighAll } from './sizes.js';

const markers: Markers = ['<!-- sizes: written by npm run sizes -->', '<!-- end of sizes -->'];

function tableOf(weights: readonly Weight[]): string {
  const rows = weights.map(({ name, plain, compressed, most }) => `| ${name} | ${inWords(plain)} | ${inWords(compressed)} | ${most === undefined ? '' : inWords(most)} |`);
  return ['| | plain | Brotli | at most |', '| --- | ---: | ---: | ---: |', ...rows].join('\n');
}

const inWords = (bytes: number): string => (bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

const table = tableOf(await weighAll());
changeReadme((text) => withPart(text, markers, table));
console.log(table);
