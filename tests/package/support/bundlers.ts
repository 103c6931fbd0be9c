/** How each bundler makes a folder of files for a web server out of the project, without configuration of its own. */
import { copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';
import webpack from 'webpack';
import { consumer, installed } from './consumer.js';

const entry = path.join(consumer, 'main.js');

async function bundleWithVite(folder: string): Promise<void> {
  await vite({ root: consumer, configFile: false, logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });
}

async function bundleWithWebpack(folder: string, other: webpack.Configuration = {}): Promise<void> {
  const output = { path: folder, filename: 'main.js', ...other.output };
  const compiler = webpack({ context: consumer, entry, mode: 'production', performance: false, ...other, output });
  const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
    compiler?.run((error, result) => (error === null ? resolve(result) : reject(error)));
  });
  if (stats === undefined || stats.hasErrors() || stats.hasWarnings()) throw new Error(`webpack: ${stats?.toString('errors-warnings')}`);
  copyPage(folder);
}

/** As Next.js sets it: what new URL gives is then no whole address, but '/assets/...'. */
async function bundleWithAddressesFromTheOrigin(folder: string): Promise<void> {
  await bundleWithWebpack(folder, { output: { publicPath: '/' }, module: { parser: { javascript: { url: 'relative' } } } });
}

async function bundleWithEsbuild(folder: string): Promise<void> {
  await bundleScript(path.join(folder, 'main.js'));
  cpSync(path.join(installed, 'dist/assets'), path.join(folder, 'assets'), { recursive: true }); // esbuild leaves addresses as they are
  copyPage(folder);
}

/** As Vite before version 8 does it for development: in a cache of its own, beside which there are no assets. */
async function bundleIntoCache(folder: string): Promise<void> {
  await bundleScript(path.join(folder, 'node_modules/.vite/deps/main.js'));
  cpSync(path.join(installed, 'dist/assets'), path.join(folder, 'node_modules/local-face-analyzer/dist/assets'), { recursive: true });
  writeFileSync(path.join(folder, 'main.js'), "import './node_modules/.vite/deps/main.js';");
  copyPage(folder);
}

async function bundleScript(outfile: string): Promise<void> {
  const { warnings } = await esbuild({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    minify: true,
    tsconfigRaw: '{}', // else it takes the repository's
  });
  if (warnings.length > 0) throw new Error(`esbuild: ${JSON.stringify(warnings)}`);
}

function copyPage(folder: string): void {
  for (const file of ['index.html', 'public/group.jpg']) copyFileSync(path.join(consumer, file), path.join(folder, path.basename(file)));
}

const bundlers = {
  'vite': bundleWithVite,
  'webpack': (folder: string) => bundleWithWebpack(folder),
  'webpack, addresses from the origin': bundleWithAddressesFromTheOrigin,
  'esbuild': bundleWithEsbuild,
  "esbuild into Vite's cache": bundleIntoCache,
} as const;
export type Bundler = keyof typeof bundlers;
export const bundlerNames = Object.keys(bundlers) as Bundler[];

/** Bundles the project into a fresh folder and gives its path. A warning is an error. */
export async function bundle(bundler: Bundler): Promise<string> {
  const folder = path.join(consumer, 'dist', bundler.replace(/\W+/g, '-'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await bundlers[bundler](folder);
  return folder;
}
