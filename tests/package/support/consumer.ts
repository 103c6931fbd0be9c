import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../../../models/manifest.js';
import { photographs } from '../../browser/support/photographs.js';

/** The project that scripts/setup installs the packed package into; bundlers are found in the repository above it. */
export const consumer = fileURLToPath(new URL('build/consumer/', repositoryRoot));

/** The package as it is installed there. */
export const installed = path.join(consumer, 'node_modules/local-face-analyzer');

/** Gives the project its sources, and a photograph where development servers look for files. */
export function writeSources(): void {
  cpSync(fileURLToPath(new URL('tests/package/consumer/', repositoryRoot)), consumer, { recursive: true });
  mkdirSync(path.join(consumer, 'public'), { recursive: true });
  writeFileSync(path.join(consumer, 'public/group.jpg'), photographs['group.jpg']);
}
