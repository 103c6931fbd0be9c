import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import type { Shell } from '../src/service_worker.js';
import { localPolicy, remotePolicy } from './policy.js';

export const workerFile = 'service_worker.js';

/** What is not kept by the service worker: itself, what the package keeps by itself, and what no browser asks for. */
const left = [/\.(onnx|wasm|map)$/, /engine_node/, new RegExp(`^${workerFile}$`)];

/** Tells the built service worker which files to keep, under a version that changes with any of them. */
export function offline(): Plugin {
  return {
    name: 'offline',
    apply: 'build',
    enforce: 'post',
    writeBundle({ dir = '' }) {
      const files = (readdirSync(dir, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
        .filter((file) => !left.some((pattern) => pattern.test(file)))
        .sort();
      const digest = createHash('sha256');
      for (const file of files) digest.update(file).update(readFileSync(path.join(dir, file)));
      digest.update(localPolicy).update(remotePolicy);
      const shell: Shell = { version: digest.digest('hex').slice(0, 16), files, localPolicy, remotePolicy };
      const worker = path.join(dir, workerFile);
      const code = readFileSync(worker, 'utf8');
      if (!code.includes('__SHELL__')) throw new Error(`${workerFile} has no place for the list of files`);
      writeFileSync(worker, code.replace('__SHELL__', () => JSON.stringify(shell)));
    },
  };
}
