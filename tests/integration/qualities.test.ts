import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { QualityName } from '../../web/response.js';
import { type Photograph, samplePhotograph } from '../models/photographs.js';
import { analyse, analyzer } from '../support/analysis.js';
import { blank, cropped, encodePng, noisy, paste, shrunk } from '../support/pictures.js';

// A sharp, evenly lit face of the third sample, at a size of its own of about 100 pixels.
const portrait = shrunk(cropped(samplePhotograph(3), { left: 480, top: 180, width: 400, height: 560 }), 0.5);
const fit = 85; // the threshold of the API's page

/** The scores of a picture's one face. */
async function scores(picture: Photograph): Promise<Record<QualityName, number>> {
  const { data: { qualities, face_count } } = await analyse(encodePng(picture));
  assert.equal(face_count, 1);
  const entries = Object.entries(qualities).map(([name, list]) => [name, list[0] ?? Number.NaN]);
  return Object.fromEntries(entries) as Record<QualityName, number>;
}

/** A picture whose every channel of every pixel is changed. */
function changed({ width, height, data }: Photograph, value: (old: number, index: number) => number): Photograph {
  const result = blank(width, height);
  data.forEach((old, index) => {
    if (index % 4 < 3) result.data[index] = Math.min(255, Math.max(0, Math.round(value(old, index))));
  });
  return result;
}

/** Every pixel the mean of the square around it. */
function blurred(picture: Photograph, radius: number): Photograph {
  const { width, height, data } = picture;
  return changed(picture, (_, index) => {
    const pixel = index >> 2;
    let sum = 0;
    for (let dy = -radius; dy <= radius; dy += 1) {
      for (let dx = -radius; dx <= radius; dx += 1) {
        const x = Math.min(width - 1, Math.max(0, (pixel % width) + dx));
        const y = Math.min(height - 1, Math.max(0, Math.floor(pixel / width) + dy));
        sum += data[(y * width + x) * 4 + (index & 3)] ?? 0;
      }
    }
    return sum / (2 * radius + 1) ** 2;
  });
}

/** With noise up to so many grey levels. */
function grainy(picture: Photograph, spread: number): Photograph {
  const noise = noisy(picture.width, picture.height, 128, 100).data;
  return changed(picture, (old, index) => old + (((noise[index] ?? 128) - 128) * spread) / 100);
}

const dark = (picture: Photograph, gamma: number): Photograph => changed(picture, (old) => 255 * (old / 255) ** gamma);

/** The score of each picture of a series, which must fall from a fit one to one that is not. */
async function assertFalls(score: QualityName, series: readonly Photograph[]): Promise<void> {
  const values: number[] = [];
  for (const picture of series) values.push((await scores(picture))[score]);
  const text = `${score}: ${values.join(', ')}`;
  assert.ok(values.every((value, index) => index === 0 || value < (values[index - 1] ?? 0)), text);
  assert.ok((values[0] ?? 0) >= fit && (values.at(-1) ?? 100) < fit, text);
}

test('a good photograph is fit for recognition in every respect', async () => {
  const measured = await scores(portrait);
  for (const name of ['score_list', 'blur_list', 'noise_list', 'illu_list', 'pose_list', 'glass_list', 'mask_list', 'fnf_list'] as const) {
    assert.ok(measured[name] >= fit, `${name}: ${measured[name]}`);
  }
});

test('every step of blur lowers the blur score', async () => {
  await assertFalls('blur_list', [portrait, ...[1, 2, 4].map((radius) => blurred(portrait, radius))]);
});

test('every step of noise lowers the noise score, and makes no picture sharper', async () => {
  const series = [portrait, ...[10, 25, 60].map((spread) => grainy(portrait, spread))];
  await assertFalls('noise_list', series);
  const [clean, noisiest] = [await scores(portrait), await scores(series.at(-1) ?? portrait)];
  assert.ok(noisiest.blur_list <= clean.blur_list + 2);
});

test('every step of darkness lowers the illumination score', async () => {
  await assertFalls('illu_list', [portrait, ...[1.5, 2.2, 3.5].map((gamma) => dark(portrait, gamma))]);
});

test('a grey copy scores as the coloured picture', async () => {
  const grey = changed(portrait, (_, index) => {
    const pixel = index & ~3;
    const [red = 0, green = 0, blue = 0] = portrait.data.subarray(pixel, pixel + 3);
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  });
  const [coloured, colourless] = [await scores(portrait), await scores(grey)];
  for (const name of ['blur_list', 'noise_list', 'illu_list'] as const) {
    assert.ok(Math.abs(coloured[name] - colourless[name]) < 2, `${name}: ${coloured[name]}, ${colourless[name]}`);
  }
});

test('the raw values of a photograph are nearly the same at another size', async () => {
  const raw = async (picture: Photograph) => (await analyzer.inspect(encodePng(picture))).faces[0]?.qualities ?? assert.fail();
  const large = await raw(cropped(samplePhotograph(3), { left: 480, top: 180, width: 400, height: 560 }));
  const small = await raw(portrait);
  assert.ok(Math.abs(small.pupilDistance / large.pupilDistance - 0.5) < 0.03);
  assert.ok(Math.abs(small.sharpness / large.sharpness - 1) < 0.15, `${small.sharpness}, ${large.sharpness}`);
  assert.ok(Math.abs(small.light.unevenness - large.light.unevenness) < 0.03);
  assert.ok(Math.abs(small.light.contrast / large.light.contrast - 1) < 0.05);
});

test('a tiny face has scores, and is not sharp', async () => {
  const canvas = noisy(400, 300);
  paste(canvas, shrunk(portrait, 0.25), 150, 100);
  const { data: { qualities, face_count } } = await analyse(encodePng(canvas), { minFace: 8 });
  assert.ok(face_count >= 1);
  for (const score of qualities.blur_list) assert.ok(score >= 0 && score < fit);
});
