import { type Browser, chromium } from 'playwright-core';
import { needExecutable } from './executable.js';

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
  return chromium.launch({ executablePath: needExecutable('CHROMIUM', names), args: [...switches, ...further] });
}
