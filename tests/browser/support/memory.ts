import type { Page } from 'playwright-core';

/** Switches by which Chromium says at once how much memory a page has, with the garbage collected; a page that is not isolated hears nothing. */
export const measuringMemory: readonly string[] = ['--enable-blink-features=ForceEagerMeasureMemory'];

/**
 * Bytes of the page, its workers and their WebAssembly, without garbage. Where a worker waits for work within WebAssembly, as the pool's
 * do, the browser gives it a minute to say what it has.
 */
export async function memoryOf(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const measured = performance as unknown as { measureUserAgentSpecificMemory(): Promise<{ readonly bytes: number }> };
    return (await measured.measureUserAgentSpecificMemory()).bytes;
  });
}
