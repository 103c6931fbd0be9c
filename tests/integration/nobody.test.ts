// Large pictures of nobody: the more places a picture has for a chance likeness, the less is one to be believed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { randomNumbers } from '../evaluate/random.js';
import { analyzer } from '../support/analysis.js';

const width = 3000;
const height = 2250;
const random = randomNumbers(1);
const many = (count: number, drawn: () => string): string => Array.from({ length: count }, drawn).join('');
const place = (): { x: number; y: number } => ({ x: width * random(), y: height * random() });

/** Circles' outlines, which eyes and cheeks can be read into. */
const rings = (): string => many(500, () => {
  const { x, y } = place();
  return `<circle cx="${x}" cy="${y}" r="${20 + 90 * random()}" fill="none" stroke="hsl(${360 * random()},60%,60%)" stroke-width="${4 + 14 * random()}"/>`;
});

/** Quarter circles, tile by tile. */
function tiles(): string {
  const side = 90;
  const half = side / 2;
  const arcs: string[] = [];
  for (let y = 0; y < height; y += side) {
    for (let x = 0; x < width; x += side) {
      arcs.push(random() < 0.5
        ? `M${x} ${y + half}A${half} ${half} 0 0 0 ${x + half} ${y}M${x + half} ${y + side}A${half} ${half} 0 0 1 ${x + side} ${y + half}`
        : `M${x + half} ${y}A${half} ${half} 0 0 0 ${x + side} ${y + half}M${x} ${y + half}A${half} ${half} 0 0 1 ${x + half} ${y + side}`);
    }
  }
  return `<path d="${arcs.join('')}" fill="none" stroke="#e8c" stroke-width="16"/>`;
}

const flowers = (): string => many(160, () => {
  const { x, y } = place();
  const size = 30 + 60 * random();
  const petals = Array.from({ length: 6 }, (_, at) => {
    const angle = (at * Math.PI) / 3;
    return `<circle cx="${x + size * Math.cos(angle)}" cy="${y + size * Math.sin(angle)}" r="${0.55 * size}" fill="hsl(${20 + 30 * random()},70%,70%)"/>`;
  });
  return `${petals.join('')}<circle cx="${x}" cy="${y}" r="${0.4 * size}" fill="#432"/>`;
});

for (const [name, { ground, drawn }] of Object.entries({
  rings: { ground: '#345', drawn: rings },
  tiles: { ground: '#345', drawn: tiles },
  flowers: { ground: '#352', drawn: flowers },
})) {
  test(`nobody is seen in ${name}`, async () => {
    const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${ground}"/>${drawn()}</svg>`;
    const { response } = await analyzer.inspect(await sharp(Buffer.from(picture)).jpeg({ quality: 90 }).toBuffer());
    assert.equal(response.error_code_str, 'FILE_CONTENT_NON_COMPLIANCE');
  });
}
