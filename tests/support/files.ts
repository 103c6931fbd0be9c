import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../../models/manifest.js';

const root = fileURLToPath(repositoryRoot);

/** The path of one of the six sample photographs (1 to 6) that come with @vladmandic/face-api. */
export function samplePath(number: number): string {
  return path.join(root, `node_modules/@vladmandic/face-api/demo/sample${number}.jpg`);
}

/** A photograph that scripts/setup fetches where it can. */
export function fetchedPath(file: string): string {
  return path.join(root, 'build/photographs', file);
}

/** A folder of the collections of image files that lie outside the repository: $SHARED_FOLDER/corpora, or ../shared/corpora. */
export function corpusPath(folder: string): string {
  return path.join(process.env['SHARED_FOLDER'] ?? path.join(root, '../shared'), 'corpora', folder);
}

/** For a test's option `skip`: false where the file is there, else why the test cannot run. */
export function missing(file: string): string | false {
  return existsSync(file) ? false : `there is no ${path.relative(root, file)}`;
}
