import puppeteer from 'puppeteer-core';
import type { OtherBrowser } from './other_browser.js';

/** Headless Firefox, by WebDriver BiDi. */
export async function launchFirefox(executablePath: string): Promise<OtherBrowser> {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, protocolTimeout: 120_000 });
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
