import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** No sandbox: the tests may run as root, in a container. No words with anyone of its own accord. WebGPU in software. */
const switches = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader',
];

/**
 * Headless Chromium: the one that the variable CHROMIUM names, else the first on the PATH.
 * @param further switches of its command line
 */
export async function launchBrowser(further: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: executable(), args: [...switches, ...further] });
}

function executable(): string {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const found = process.env['CHROMIUM'] ?? names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable);
  if (found === undefined) throw new Error(`none of ${names.join(', ')} is on the PATH, and CHROMIUM is not set`);
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
