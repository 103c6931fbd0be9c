import { readFileSync, writeFileSync } from 'node:fs';
import { repositoryRoot } from '../../models/manifest.js';

/** The lines that a written part of a text lies between. */
export type Markers = readonly [begin: string, end: string];

/** A text with the part between its markers replaced and nothing else changed. @throws Error where it has not one of each, in their order */
export function withPart(text: string, markers: Markers, part: string): string {
  const [begin, end] = markers.map((marker) => text.split(marker));
  const [before, after] = [begin?.[0], end?.[1]];
  if (begin?.length !== 2 || end?.length !== 2 || before === undefined || after === undefined || before.length > text.indexOf(markers[1])) {
    throw new Error(`the lines '${markers.join("' and '")}' are needed once each, in this order`);
  }
  return `${before}${markers[0]}\n${part}\n${markers[1]}${after}`;
}

export function changeReadme(change: (text: string) => string): void {
  const readme = new URL('README.md', repositoryRoot);
  writeFileSync(readme, change(readFileSync(readme, 'utf8')));
}
