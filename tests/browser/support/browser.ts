import { type Browser, type BrowserContext, chromium } from 'playwright-core';
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

/** The same with an extension, which only a profile of its own takes. */
export async function launchWithExtension(folder: string): Promise<BrowserContext> {
  const args = [...switches, `--load-extension=${folder}`, `--disable-extensions-except=${folder}`];
  return chromium.launchPersistentContext('', { executablePath: needExecutable('CHROMIUM', names), args, ignoreDefaultArgs: ['--disable-extensions'] });
}
