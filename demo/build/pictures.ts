import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { Plugin } from 'vite';
import { samples } from '../src/sample_list.js';

const resolve = createRequire(import.meta.url).resolve;
const icon = fileURLToPath(new URL('../public/icon.svg', import.meta.url));

/** The application's icon, by the side it is drawn with in pixels. */
const icons = { 'icon-192.png': 192, 'icon-512.png': 512 } as const;

/** As large as a thumbnail is shown on a dense screen, in pixels. */
const thumbnail = { width: 240, height: 180 } as const;

/**
 * The pictures that are made when the page is built: the icons, and the samples with their thumbnails, out of the npm
 * package that the weights come from too.
 */
export function pictures(): Plugin {
  return {
    name: 'pictures',
    apply: 'build',
    async generateBundle() {
      const emit = (fileName: string, source: Uint8Array): void => void this.emitFile({ type: 'asset', fileName, source });
      for (const [fileName, side] of Object.entries(icons)) emit(fileName, await sharp(icon, { density: 300 }).resize(side, side).png().toBuffer());
      for (const { name, source, cut } of samples) {
        const photograph = sharp(resolve(source));
        const picture = await (cut === undefined ? photograph : photograph.extract(cut)).jpeg({ quality: 92 }).toBuffer();
        emit(`samples/${name}.jpg`, picture);
        emit(`samples/${name}-small.jpg`, await sharp(picture).resize({ ...thumbnail, position: 'attention' }).jpeg({ quality: 80 }).toBuffer());
      }
    },
  };
}
