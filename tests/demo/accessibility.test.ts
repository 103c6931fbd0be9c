import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../browser/support/browser.js';
import { photographs } from '../browser/support/photographs.js';
import { chosen } from './support/hand_over.js';
import { startDemo } from './support/site.js';
import { cameraShowing, sitting } from './support/video.js';
import { openDemo, untilReady } from './support/visit.js';

const site = await startDemo();
const browser = await launchBrowser(cameraShowing(sitting));
after(async () => {
  await browser.close();
  await site.close();
});

/** What axe-core finds, each with the element. Every rule, those of good practice too. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(async () => (globalThis as unknown as { axe: typeof axe }).axe.run());
  assert.ok(passes.length > 20, 'the rules were run');
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(' ')}`));
}

async function add(page: Page, name: 'face.png' | 'group.jpg' | 'noise.png'): Promise<void> {
  await page.setInputFiles('#files', chosen({ name, bytes: photographs[name] }));
  await page.locator('#cards article, .message').first().waitFor({ timeout: 60_000 });
}

async function similarity(page: Page): Promise<void> {
  await page.locator('#compare-samples button').nth(0).click();
  await page.locator('#compare-samples button').nth(1).click();
  await page.locator('#similarity').waitFor({ timeout: 60_000 });
}

/** Every state of the page, one after the other. */
const states: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'while it loads': async () => undefined,
  'ready and empty': untilReady,
  'with faces': async (page) => add(page, 'group.jpg'),
  'zoomed to a face': async (page) => page.getByRole('button', { name: 'Zoom to face 1' }).click(),
  'with a refusal': async (page) => {
    await add(page, 'noise.png');
    await page.locator('.message').waitFor({ timeout: 60_000 });
  },
  'with the camera’s dialog': async (page) => {
    await page.getByRole('button', { name: 'Take a photo' }).click();
    await page.locator('#shutter:enabled').waitFor();
  },
  'before it is live': async (page) => {
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Live' }).click();
  },
  live: async (page) => {
    await page.getByRole('button', { name: 'Start the camera' }).click();
    await page.locator('#live-cards article').first().waitFor({ timeout: 60_000 });
  },
  'before two are compared': async (page) => page.getByRole('tab', { name: 'Compare' }).click(),
  compared: similarity,
};

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe-core finds nothing in any state, ${colorScheme}`, async (t) => {
    const { page, complaints, close } = await openDemo(browser, site, '', { colorScheme, reducedMotion: 'reduce' });
    t.after(close);
    for (const [state, enter] of Object.entries(states)) {
      await enter(page);
      assert.deepEqual(await violations(page), [], state);
    }
    assert.deepEqual(complaints, []);
  });

  test(`axe-core finds nothing on the page that uploads, ${colorScheme}`, async (t) => {
    const { page, close } = await openDemo(browser, site, 'remote.html', { colorScheme, reducedMotion: 'reduce' });
    t.after(close);
    assert.deepEqual(await violations(page), []);
    await page.getByRole('button', { name: 'Upload to it' }).click();
    assert.deepEqual(await violations(page), [], 'with a wrong address');
  });
}

test('with the keyboard alone: to the photographs, a sample, its card, the zoom, a landmark, the other panels', async (t) => {
  const { page, close } = await openDemo(browser, site);
  t.after(close);
  await untilReady(page);
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'Skip to the photographs');
  await page.keyboard.press('Enter');
  await tabTo(page, /^Sample: A portrait/);
  await page.keyboard.press('Enter');
  await page.locator('#cards article').waitFor({ timeout: 60_000 });
  await tabTo(page, /^Landmark$/);
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.locator('#point-name').innerText(), '0 left eyebrow, outer end');
  await tabTo(page, /^Face 1$/);
  assert.match((await page.locator('#cards article').getAttribute('class')) ?? '', /\blit\b/);
  await tabTo(page, /^Zoom to face 1$/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Whole picture' }).waitFor();
  await page.locator('#tab-photographs').focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await focused(page), 'Live');
  assert.equal(await page.locator('#live').isVisible(), true);
  await page.keyboard.press('End');
  assert.equal(await page.locator('#compare').isVisible(), true);
});

test('what is focused can be seen', async (t) => {
  const { page, close } = await openDemo(browser, site);
  t.after(close);
  for (let step = 0; step < 20; step += 1) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineWidth);
    assert.notEqual(outline, '0px', await focused(page));
  }
});

test('those who do not see the page hear that the analyzer is ready, and what each photograph gave', async (t) => {
  const { page, close } = await openDemo(browser, site);
  t.after(close);
  assert.equal(await page.locator('#announcement').getAttribute('aria-live'), 'polite');
  await page.locator('#announcement', { hasText: 'The analyzer is ready.' }).waitFor({ state: 'attached', timeout: 120_000 });
  await add(page, 'face.png');
  assert.equal(await page.locator('#announcement').innerText(), 'face.png: 1 face');
  assert.equal(await page.locator('#stage canvas').getAttribute('aria-label'), 'face.png, with 1 face marked');
});

test('from 360 pixels on nothing is wider than the screen, in any state', async (t) => {
  const { page, close } = await openDemo(browser, site, '', { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' });
  t.after(close);
  for (const [state, enter] of Object.entries(states)) {
    await enter(page);
    for (const width of [360, 390, 768, 1280]) {
      await page.setViewportSize({ width, height: 740 });
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, `${state} at ${width}`);
      assert.deepEqual(await clipped(page), [], `${state} at ${width}`);
    }
    await page.setViewportSize({ width: 360, height: 740 });
  }
});

for (const width of [390, 1280]) {
  test(`nothing jumps when results come, ${width} pixels wide`, async (t) => {
    const { page, close } = await openDemo(browser, site, '', { viewport: { width, height: 900 } });
    t.after(close);
    await page.evaluate(() => {
      globalThis.shifts = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => (shifts += (entry as unknown as { value: number }).value))).observe({ type: 'layout-shift', buffered: true });
    });
    await untilReady(page);
    await page.getByRole('button', { name: 'Sample: A portrait' }).click();
    await page.locator('#cards article').waitFor({ timeout: 60_000 });
    await page.locator('#samples button').nth(2).click();
    await page.locator('#cards article').nth(2).waitFor({ timeout: 60_000 });
    await page.waitForTimeout(300);
    assert.ok((await page.evaluate(() => shifts)) < 0.01, `${await page.evaluate(() => shifts)}`);
  });
}

test('with reduced motion nothing moves', async (t) => {
  const { page, close } = await openDemo(browser, site, '', { reducedMotion: 'reduce' });
  t.after(close);
  await untilReady(page);
  await add(page, 'face.png');
  await page.getByRole('button', { name: 'Zoom to face 1' }).click();
  const pixels = async (): Promise<string> => page.locator('#stage canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const first = await pixels();
  await page.waitForTimeout(300);
  assert.equal(await pixels(), first);
  const durations = await page.evaluate(() => Array.from(document.querySelectorAll('*')).map((element) => getComputedStyle(element).transitionDuration));
  assert.deepEqual([...new Set(durations)], ['0s']);
});

test('dark and light follow the system until the user chooses, and the choice stays', async (t) => {
  const { page, close } = await openDemo(browser, site, '', { colorScheme: 'dark' });
  t.after(close);
  const ground = async (): Promise<string> => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  assert.equal(await ground(), 'rgb(14, 18, 24)');
  await page.getByRole('button', { name: 'Dark appearance' }).click();
  assert.equal(await ground(), 'rgb(244, 246, 249)');
  await page.reload();
  assert.equal(await ground(), 'rgb(244, 246, 249)');
});

/** The name of what has the focus. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const active = document.activeElement;
    return active?.getAttribute('aria-label') ?? (active as HTMLInputElement | null)?.labels?.[0]?.textContent?.trim() ?? active?.textContent?.trim() ?? '';
  });
}

async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`the keyboard does not reach ${name}`);
}

/** Visible elements with text that does not fit into them. */
async function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll<HTMLElement>('button, h1, h2, h3, p, dt, dd, label, li, output, .quality-name, .tip'))
      .filter((element) => element.checkVisibility() && !element.matches('.visually-hidden, .skip, .frame') && element.clientWidth > 0)
      .filter((element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 4)
      .map((element) => element.textContent?.trim() ?? ''),
  );
}

declare global {
  /** In the page: the sum of all layout shifts, those after a click too. */
  var shifts: number;
}
