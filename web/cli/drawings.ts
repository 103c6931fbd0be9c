import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { drawFaces } from 'local-face-analyzer/draw';
import { messageOf } from '../errors.js';
import type { Answer } from './answers.js';
import { UsageError } from './arguments.js';
import type { Sink } from './output.js';
import { standardInput } from './photographs.js';
import type { Report } from './report.js';

/** Canvas for Node. It is no part of the package: only who draws installs it. */
const canvasPackage = '@napi-rs/canvas';
type Canvas = typeof import('@napi-rs/canvas');

/** Of a JPEG, of 100. */
const quality = 90;

/**
 * Draws each photograph that has faces into a folder, with what the response says of them. What cannot be drawn is reported.
 * @throws UsageError where there is no canvas; Error where the folder cannot be written to
 */
export async function drawnInto(folder: string, report: Report): Promise<Sink> {
  const canvas = await installedCanvas();
  return {
    async take(answer) {
      if (answer.inspection.response.data === undefined) return;
      const drawing = await drawingOf(answer, canvas).catch((error: unknown) => report.complain(`${answer.photograph.name} cannot be drawn: ${messageOf(error)}`));
      if (drawing !== undefined) await writeWithFolders(path.join(folder, drawingName(answer.photograph.name)), drawing);
    },
  };
}

async function installedCanvas(): Promise<Canvas> {
  try {
    return (await import(canvasPackage)) as Canvas;
  } catch (error) {
    throw new UsageError(`--draw needs the package ${canvasPackage}: npm install ${canvasPackage} (${messageOf(error)})`);
  }
}

/** The JPEG. */
async function drawingOf({ photograph, inspection }: Answer, { createCanvas, loadImage }: Canvas): Promise<Uint8Array> {
  const { image_width: width, image_height: height } = inspection.response;
  const image = await loadImage(await photograph.read());
  if (image.width !== width || image.height !== height) throw new Error(`${canvasPackage} sees ${image.width}x${image.height} pixels, not ${width}x${height}`);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white'; // under what is transparent, as the analysis sees it
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0);
  drawFaces(context, inspection);
  return canvas.encode('jpeg', quality);
}

/** Below the folder as below the working directory. It ends otherwise than any photograph, and two photographs never share one. */
function drawingName(photograph: string): string {
  if (photograph === standardInput) return 'stdin.faces.jpg';
  const steps = path.relative('', photograph).split(path.sep);
  return `${steps.map((step) => (step === '..' ? '_' : step)).join(path.sep)}.faces.jpg`;
}

async function writeWithFolders(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, bytes);
}
