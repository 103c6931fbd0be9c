import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver';
import { DriverService } from 'selenium-webdriver/remote/index.js';
import type { OtherBrowser, OtherPage } from './other_browser.js';
import { openScreen } from './screen.js';

/** WebKitGTK's MiniBrowser, by its WebDriver. */
export async function launchWebKit(executable: string): Promise<OtherBrowser> {
  const screen = await openScreen();
  return {
    name: 'WebKitGTK',
    // A driver has one page at a time, and one profile.
    open: async (address) => openPage(new DriverService.Builder(executable).setLoopback(true).setEnvironment({ ...process.env, DISPLAY: screen.display }).build(), address),
    close: async () => screen.close(),
  };
}

async function openPage(service: DriverService, address: string): Promise<OtherPage> {
  const driver = await new Builder().usingServer(await service.start()).withCapabilities(new Capabilities({ browserName: 'MiniBrowser' })).build();
  await driver.manage().setTimeouts({ script: 120_000, pageLoad: 60_000 });
  await driver.manage().window().setRect({ x: 0, y: 0, width: 1280, height: 950 });
  await driver.get(address);
  return {
    evaluate: async <Argument, Result>(inPage: (argument: Argument) => Result | Promise<Result>, argument?: Argument) => evaluate<Result>(driver, String(inPage), argument),
    goto: async (other) => driver.get(other),
    screenshot: async () => Buffer.from(await driver.takeScreenshot(), 'base64'),
    async close() {
      await driver.quit();
      await service.kill();
    },
  };
}

/** @throws Error with the page's own message */
async function evaluate<Result>(driver: WebDriver, inPage: string, argument: unknown): Promise<Result> {
  const { value, failure } = await driver.executeAsyncScript<{ readonly value?: Result; readonly failure?: string }>(
    `const [argument, done] = arguments;
    Promise.resolve(argument).then(${inPage}).then((value) => done({ value }), (error) => done({ failure: String(error) }));`,
    argument,
  );
  if (failure !== undefined) throw new Error(failure);
  return value as Result;
}
