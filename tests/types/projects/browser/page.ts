// A project for browsers that knows nothing of Node.
import { compareFaces, createFaceAnalyzer, type ImageInput } from 'local-face-analyzer';
import { drawFaces, facesOf, type Place } from 'local-face-analyzer/draw';

export async function alike(image: HTMLImageElement, video: HTMLVideoElement): Promise<number> {
  await using analyzer = await createFaceAnalyzer();
  const [one, other] = await Promise.all([analyzer.inspect(image), analyzer.inspect(video)]);
  const [first, second] = [one.faces[0], other.faces[0]];
  return first && second ? compareFaces(first, second) : 0;
}

export async function draw(image: HTMLImageElement, context: CanvasRenderingContext2D): Promise<readonly Place[]> {
  await using analyzer = await createFaceAnalyzer();
  const inspection = await analyzer.inspect(image);
  drawFaces(context, inspection, { parts: ['rectangle', 'mesh'] });
  return facesOf(inspection.response).flatMap(({ landmarks }) => landmarks);
}

declare const canvas: HTMLCanvasElement;
declare const bitmap: ImageBitmap;
declare const frame: VideoFrame;
export const inputs: readonly ImageInput[] = [canvas, new OffscreenCanvas(1, 1), bitmap, frame, new ImageData(1, 1), new File([], 'face.jpg')];

// @ts-expect-error
export const wrong: ImageInput = document.body;
