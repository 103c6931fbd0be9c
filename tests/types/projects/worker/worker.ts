// A project for workers, which have bitmaps but no elements.
import { createFaceAnalyzer, type ImageInput } from 'local-face-analyzer';
import { drawFaces } from 'local-face-analyzer/draw';
import { createProxy } from 'local-face-analyzer/proxy';

export async function faceCount(bitmap: ImageBitmap): Promise<number> {
  await using analyzer = await createFaceAnalyzer({ worker: false });
  const { data } = await analyzer.analyze(bitmap);
  return data?.face_count ?? 0;
}

export async function draw(bitmap: ImageBitmap, context: OffscreenCanvasRenderingContext2D): Promise<void> {
  await using analyzer = await createFaceAnalyzer({ worker: false });
  drawFaces(context, await analyzer.analyze(bitmap));
}

declare const module: WebAssembly.Module;
export const answer: (request: Request) => Promise<Response> = createProxy({ apiKey: 'secret', wasm: module });

declare const frame: VideoFrame;
export const inputs: readonly ImageInput[] = [new OffscreenCanvas(1, 1), frame, new ImageData(1, 1)];

// @ts-expect-error
export const wrong: ImageInput = new MessageChannel();
