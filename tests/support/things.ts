/** Things alone before white, round as heads are: the same each time. */
import { randomNumbers } from '../evaluate/random.js';
import { jpegOf } from './drawing.js';

type Random = () => number; // from 0 to 1

function apple(random: Random): string {
  const hue = 360 * random();
  const light = `cx="${0.3 + 0.3 * random()}" cy="${0.25 + 0.3 * random()}" r="${0.5 + 0.3 * random()}"`;
  const shades = `<stop offset="0" stop-color="hsl(${hue},60%,80%)"/><stop offset="${0.4 + 0.3 * random()}" stop-color="hsl(${hue},60%,55%)"/>`;
  return `<defs><radialGradient id="skin" ${light}>${shades}<stop offset="1" stop-color="hsl(${hue},60%,25%)"/></radialGradient></defs>
<ellipse cx="250" cy="260" rx="${120 + 60 * random()}" ry="${140 + 60 * random()}" fill="url(#skin)"/>
<path d="M250 130q${20 * random()} -40 ${40 * random()} -60" stroke="#432" stroke-width="10" fill="none"/>`;
}

function clock(random: Random): string {
  const dial = `<circle cx="250" cy="250" r="${110 + 90 * random()}" fill="hsl(${360 * random()},30%,70%)" stroke="#333" stroke-width="${6 + 14 * random()}"/>`;
  const hand = (): string => `<path d="M250 250L${150 + 200 * random()} ${150 + 200 * random()}" stroke="#222" stroke-width="${6 + 14 * random()}"/>`;
  return `${dial}${hand()}${hand()}${hand()}<circle cx="250" cy="250" r="${8 + 20 * random()}" fill="#222"/>`;
}

const things = { apple, clock };

/** A JPEG of 500x500 pixels; another `seed`, another such thing. */
export async function thing(name: keyof typeof things, seed: number): Promise<Buffer> {
  return jpegOf(things[name](randomNumbers(seed)), { width: 500, height: 500, ground: '#fff' });
}
