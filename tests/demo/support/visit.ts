import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Browser } from 'playwright-core';
import type { Server } from '../../browser/support/server.js';
import { demoPath } from './site.js';

/** A page of the demo in a profile of its own, and what it did. */
export interface DemoVisit {
  readonly page: Page;
  /** The address of each request of the page and of its workers, in order. */
  readonly requests: readonly string[];
  /** What the console says of warnings and errors, and exceptions that nobody caught. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** @param where a file of the page, or a panel's hash */
export async function openDemo(browser: Browser, site: Server, where = '', options: BrowserContextOptions = {}): Promise<DemoVisit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const requests: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  context.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  const page = await context.newPage();
  const address = new URL(where, site.origin + demoPath);
  address.searchParams.set('backend', 'wasm'); // what the machine's GPU would say is not these tests' affair
  address.searchParams.set('exact', ''); // the answers are compared with Node's
  await page.goto(address.href);
  return { page, requests, complaints, close: async () => context.close() };
}

/** Until the analyzer has started. */
export async function untilReady(page: Page): Promise<void> {
  await page.locator('#loading[data-state=ready]').waitFor({ timeout: 120_000 });
}
