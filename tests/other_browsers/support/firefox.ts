import puppeteer from 'puppeteer-core';
import type { OtherBrowser } from './other_browser.js';

/** Firefox asks everything of a proxy of this machine, this machine's own addresses too. */
export const throughProxy = (port: number): Readonly<Record<string, unknown>> => ({
  'network.proxy.type': 1,
  ...Object.fromEntries(['http', 'ssl'].flatMap((kind) => [[`network.proxy.${kind}`, '127.0.0.1'], [`network.proxy.${kind}_port`, port]])),
  'network.proxy.allow_hijacking_localhost': true,
});

/**
 * Headless Firefox, by WebDriver BiDi.
 * @param preferences further ones of its profile
 */
export async function launchFirefox(executablePath: string, preferences: Readonly<Record<string, unknown>> = {}): Promise<OtherBrowser> {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, protocolTimeout: 120_000, extraPrefsFirefox: { ...preferences } });
  return {
    name: 'Firefox',
    async open(address) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.setViewport({ width: 1280, height: 900 });
      await page.goto(address);
      return {
        evaluate: async <Argument, Result>(inPage: (argument: Argument) => Result | Promise<Result>, argument?: Argument) => {
          return (await page.evaluate(inPage as (argument: unknown) => unknown, argument)) as Result;
        },
        goto: async (other) => void (await page.goto(other)),
        screenshot: async () => page.screenshot(),
        close: async () => context.close(),
      };
    },
    close: async () => browser.close(),
  };
}
