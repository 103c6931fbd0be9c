import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Photograph, samplePhotograph } from '../../models/photographs.js';
import { cropped, shrunk } from '../../support/pictures.js';

/** Two faces in 640 x 480 pixels, as a camera may see them. */
export const sitting: Photograph = shrunk(cropped(samplePhotograph(3), { left: 540, top: 130, width: 960, height: 720 }), 2 / 3);

/** Chromium's switches for a camera that shows a photograph for ever, and that nobody has to allow; the file goes with the process. */
export function cameraShowing(photograph: Photograph): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'camera-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'photograph.y4m');
  writeFileSync(file, y4m(photograph));
  return ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${file}`];
}

/** A film of one frame, shown over and over: YUV4MPEG2 with 4:2:0 chroma, BT.601. Both sides have to be even. */
function y4m({ width, height, data }: Photograph): Buffer {
  const luma = Buffer.alloc(width * height);
  const [blue, red] = [Buffer.alloc((width * height) / 4), Buffer.alloc((width * height) / 4)];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [r = 0, g = 0, b = 0] = data.subarray((y * width + x) * 4);
      luma[y * width + x] = Math.round(16 + 0.257 * r + 0.504 * g + 0.098 * b);
      if (x % 2 === 1 || y % 2 === 1) continue;
      const place = ((y / 2) * width) / 2 + x / 2;
      blue[place] = Math.round(128 - 0.148 * r - 0.291 * g + 0.439 * b);
      red[place] = Math.round(128 + 0.439 * r - 0.368 * g - 0.071 * b);
    }
  }
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420jpeg\nFRAME\n`), luma, blue, red]);
}
