// A project for workers, which have bitmaps but no elements.
import { createFaceAnalyzer, type ImageInput } from 'local-face-analyzer';
import { createProxy } from 'local-face-analyzer/proxy';

export async function faceCount(bitmap: ImageBitmap): Promise<number> {
  await using analyzer = await createFaceAnalyzer({ worker: false });
  const { data } = await analyzer.analyze(bitmap);
  return data?.face_count ?? 0;
}

declare const module: WebAssembly.Module;
export const answer: (request: Request) => Promise<Response> = createProxy({ apiKey: 'secret', wasm: module });

declare const frame: VideoFrame;
export const inputs: readonly ImageInput[] = [new OffscreenCanvas(1, 1), frame, new ImageData(1, 1)];

// @ts-expect-error
export const wrong: ImageInput = new MessageChannel();
