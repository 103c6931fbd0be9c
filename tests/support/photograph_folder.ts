import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { images } from './images.js';

/** A folder of a test file, which is gone after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'analyze-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Writes files, and the folders above them; a small photograph of one face where no content is given.
 * @returns their paths
 */
export function writeFiles(folder: string, ...files: readonly (string | readonly [file: string, content: string | Uint8Array])[]): string[] {
  return files.map((entry) => {
    const [name, content] = typeof entry === 'string' ? [entry, images.jpeg] : entry;
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  });
}
