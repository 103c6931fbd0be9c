import type { TestContext } from 'node:test';

/**
 * A test's body that runs once more, and says so, where the browser ends the process of the body's page. Chromium 156 has done that to one of some
 * five hundred pages that worked on its emulated GPU; twice in a row would not be chance.
 */
export function despiteACrash(body: () => Promise<void>): (t: Pick<TestContext, 'diagnostic'>) => Promise<void> {
  return async (t) => {
    try {
      await body();
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('Target crashed'))) throw error;
      t.diagnostic(`${error.message}: once more`);
      await body();
    }
  };
}
