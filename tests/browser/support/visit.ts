import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { FaceAnalyzer } from '../../../web/interface.js';
import type * as faceAnalyzerModule from '../../../web/index.js';
import type * as inPageModule from './in_page.js';
import type * as inputsModule from './inputs.js';

declare global {
  /** In the page: the package. */
  var faceAnalyzer: typeof faceAnalyzerModule;
  /** In the page: what the tests need there. */
  var inPage: typeof inPageModule;
  /** In the page: a photograph as every kind of input. */
  var inputs: typeof inputsModule;
  /** In the page: an analyzer that a test keeps there from one step to the next. */
  var analyzer: FaceAnalyzer;
}

/** A page that was opened in a profile of its own, and what it did. */
export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** The address of each request of the page and of its workers, in order. */
  readonly requests: readonly string[];
  /** What the console says of warnings and errors, and exceptions that nobody caught. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export async function visit(browser: Browser, url: string): Promise<Visit> {
  return visitIn(await browser.newContext(), url);
}

/** The same in a profile that there is already, which is closed with the page. */
export async function visitIn(context: BrowserContext, url: string): Promise<Visit> {
  const requests: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  context.on('console', (message) => {
    const isIcon = message.location().url.endsWith('/favicon.ico'); // the browser's own
    if (['warning', 'error'].includes(message.type()) && !isIcon) complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  const page = await context.newPage();
  await page.goto(url);
  return { context, page, requests, complaints, close: async () => context.close() };
}

/** Waits until the page has no worker any more. */
export async function untilWorkersEnd(page: Page): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (page.workers().length > 0) {
    if (Date.now() > deadline) throw new Error(`${page.workers().length} workers are still there`);
    await page.waitForTimeout(20);
  }
}
