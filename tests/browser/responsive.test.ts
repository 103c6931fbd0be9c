import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { ImageInput } from '../../web/interface.js';
import { launchBrowser } from './support/browser.js';
import { startSite } from './support/site.js';
import { visit } from './support/visit.js';

const site = await startSite();
const browser = await launchBrowser();
const { page } = await visit(browser, site.origin);
after(async () => {
  await browser.close();
  await site.close();
});

/** Photographs. */
interface Large {
  readonly [kind: string]: ImageInput;
}

declare global {
  /** In the page. */
  var large: Large;
  /** In the page: the milliseconds of each task over 50 that the page has to sit through while something is done. */
  var longTasksOf: (work: () => Promise<unknown>) => Promise<number[]>;
}

const kinds = [
  'a Blob of 12 megapixels', 'an ArrayBuffer of 12 megapixels', 'an ImageBitmap of 2.6 megapixels', 'a canvas of 2.6 megapixels',
  'an image element of 2.6 megapixels', 'ImageData of 2.6 megapixels',
];

await page.evaluate(async () => {
  const image = await inputs.loadedImage('/photographs/group.jpg');
  const drawn = (width: number, height: number): { readonly canvas: HTMLCanvasElement; readonly context: CanvasRenderingContext2D } => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('there is no canvas');
    context.drawImage(image, 0, 0, width, height);
    return { canvas, context };
  };
  const file = await new Promise<Blob | null>((resolve) => drawn(4000, 3000).canvas.toBlob(resolve, 'image/jpeg', 0.9));
  if (file === null) throw new Error('the canvas gives no file');
  const { canvas, context } = drawn(image.width, image.height);
  globalThis.large = {
    'a Blob of 12 megapixels': file,
    'an ArrayBuffer of 12 megapixels': await file.arrayBuffer(),
    'an ImageBitmap of 2.6 megapixels': await createImageBitmap(canvas),
    'a canvas of 2.6 megapixels': canvas,
    'an image element of 2.6 megapixels': image,
    'ImageData of 2.6 megapixels': context.getImageData(0, 0, canvas.width, canvas.height),
  };
  globalThis.longTasksOf = async (work) => {
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
    observer.observe({ type: 'longtask' });
    await new Promise((resolve, reject) => setTimeout(() => void work().then(resolve, reject))); // in a task of the page's own
    await new Promise((resolve) => setTimeout(resolve, 100)); // the observer hears of them a moment later
    observer.disconnect();
    return tasks;
  };
});

/** Asserts that the page never waits. A busy machine makes it wait now and then; what the package does happens every time. */
async function assertNeverWaits(tasksOfAnAttempt: () => Promise<number[]>): Promise<void> {
  const attempts: number[][] = [];
  while (attempts.length < 3) {
    const tasks = await tasksOfAnAttempt();
    if (tasks.length === 0) return;
    attempts.push(tasks);
  }
  assert.fail(`the page waited in each attempt: ${JSON.stringify(attempts)} ms`);
}

test('a page that waits 70 ms is noticed', async () => {
  const tasks = await page.evaluate(async () =>
    longTasksOf(async () => {
      const end = performance.now() + 70;
      while (performance.now() < end);
    }),
  );
  assert.equal(tasks.length, 1);
});

test('no task of the page takes 50 ms while an analyzer starts', async () => {
  await assertNeverWaits(async () =>
    page.evaluate(async () =>
      longTasksOf(async () => {
        globalThis.analyzer = await faceAnalyzer.createFaceAnalyzer();
      }),
    ),
  );
});

for (const kind of kinds) {
  test(`no task of the page takes 50 ms while ${kind} is analysed`, async () => {
    await assertNeverWaits(async () =>
      page.evaluate(async (kind) => {
        const input = large[kind];
        if (input === undefined) throw new Error(`there is no ${kind}`);
        return longTasksOf(async () => analyzer.analyze(input));
      }, kind),
    );
  });
}
