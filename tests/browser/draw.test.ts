import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { defaultColours, facesOf } from '../../web/draw.js';
import type { FaceAnalyzerResponse } from '../../web/response.js';
import { fullAnswer } from '../support/envelopes.js';
import { launchBrowser } from './support/browser.js';
import { startSite, strictPolicy } from './support/site.js';
import { visit } from './support/visit.js';

const response = fullAnswer() as FaceAnalyzerResponse;
const [face = assert.fail('there is no face')] = facesOf(response);

const browser = await launchBrowser();
const site = await startSite(strictPolicy);
after(async () => {
  await browser.close();
  await site.close();
});

// Draws the face on a canvas of twice the picture's size, and answers with the pixels at some places of the canvas.
const drawing = `
import { drawFaces } from '/package/draw.js';
export function pixelsOf(canvas, { response, places }) {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.scale(2, 2);
  drawFaces(context, response, { parts: ['rectangle', 'landmarks', 'pupils', 'label'] });
  return places.map(({ x, y }) => [...context.getImageData(Math.floor(x), Math.floor(y), 1, 1).data]);
}
`;
const worker = `
import { pixelsOf } from '/drawing.js';
onmessage = ({ data }) => postMessage(pixelsOf(new OffscreenCanvas(1200, 1600), data));
`;
site.contents.set('/drawing.js', { type: 'text/javascript', body: drawing });
site.contents.set('/drawing_worker.js', { type: 'text/javascript', body: worker });

/** Where the canvas has what colour; null: nothing. The pupils' circles cross some landmarks of the eyes. */
const expected = [
  ...face.landmarks.filter(({ group }) => group !== 'eyes').map(({ x, y, group }) => ({ what: group, x: 2 * (x + 0.5), y: 2 * (y + 0.5), colour: defaultColours[group] })),
  { what: 'the left side', x: 2 * face.rectangle.left, y: 2 * (face.rectangle.top + 50), colour: defaultColours.rectangle },
  { what: 'the lower side', x: 2 * (face.rectangle.left + 40), y: 2 * (face.rectangle.top + face.rectangle.height), colour: defaultColours.rectangle },
  ...face.pupils.map(({ x, y, radius }) => ({ what: 'the lower end of a pupil', x: 2 * (x + 0.5), y: 2 * (y + 0.5 + radius), colour: defaultColours.pupils })),
  { what: 'the label’s ground', x: 2 * face.rectangle.left + 8, y: 2 * face.rectangle.top - 8, colour: defaultColours.rectangle },
  { what: 'a cheek', x: 2 * 240, y: 2 * 420, colour: null },
  { what: 'the canvas’s corner', x: 1, y: 1, colour: null },
];

const channels = (hex: string): number[] => [1, 3, 5].map((place) => Number.parseInt(hex.slice(place, place + 2), 16));

function assertPixels(pixels: readonly number[][]): void {
  assert.equal(pixels.length, expected.length);
  expected.forEach(({ what, x, y, colour }, index) => {
    const [red, green, blue, alpha] = pixels[index] ?? [];
    const where = `${what} at ${x}, ${y}: ${[red, green, blue, alpha].join(', ')}`;
    if (colour === null) assert.equal(alpha, 0, where);
    else for (const [channel, value] of channels(colour).entries()) assert.ok(alpha === 255 && Math.abs(([red, green, blue][channel] ?? 0) - value) <= 12, where);
  });
}

test('on a page’s canvas, twice as large as the picture, the marks have their colours at their places, and nothing else is touched', async () => {
  const { page, complaints, close } = await visit(browser, site.origin);
  const pixels = await page.evaluate(async (task) => {
    const { pixelsOf } = (await import('/drawing.js' as string)) as { pixelsOf: (canvas: HTMLCanvasElement, given: unknown) => number[][] };
    return pixelsOf(Object.assign(document.createElement('canvas'), { width: 1200, height: 1600 }), task);
  }, { response, places: expected });
  assertPixels(pixels);
  assert.deepEqual(complaints, []);
  await close();
});

test('the same on an OffscreenCanvas in a worker', async () => {
  const { page, complaints, close } = await visit(browser, site.origin);
  const pixels = await page.evaluate(async (task) => {
    const own = new Worker('/drawing_worker.js', { type: 'module' });
    own.postMessage(task);
    return new Promise<number[][]>((resolve, reject) => {
      own.onmessage = ({ data }) => resolve(data as number[][]);
      own.onerror = () => reject(new Error('the worker failed'));
    }).finally(() => own.terminate());
  }, { response, places: expected });
  assertPixels(pixels);
  assert.deepEqual(complaints, []);
  await close();
});
