import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../../../models/manifest.js';

/** Installs an example from the registry and the packed package, which scripts/setup lays into build/consumer, and gives its folder. */
export function installedExample(name: string): string {
  const folder = fileURLToPath(new URL(`build/abroad/${name}`, repositoryRoot));
  const consumer = fileURLToPath(new URL('build/consumer/', repositoryRoot));
  const tarball = readdirSync(consumer).find((file) => file.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`there is no packed package in ${consumer}: scripts/setup test`);
  rmSync(folder, { recursive: true, force: true });
  cpSync(fileURLToPath(new URL(`examples/${name}`, repositoryRoot)), folder, { recursive: true });
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', ...options, path.join(consumer, tarball)], { cwd: folder, stdio: 'inherit' });
  return folder;
}
