// A project for Node that knows no DOM.
import { readFile } from 'node:fs/promises';
import { createFaceAnalyzer, createRemoteAnalyzer, findFace, type FaceDetails, type FaceAnalyzerResponse, type ImageInput } from 'local-face-analyzer';
import { type DrawContext, drawFaces } from 'local-face-analyzer/draw';
import { createProxy } from 'local-face-analyzer/proxy';

export async function analyze(file: string): Promise<FaceAnalyzerResponse> {
  await using analyzer = await createFaceAnalyzer({ backend: 'wasm', signal: AbortSignal.timeout(10_000) });
  return analyzer.analyze(await readFile(file));
}

export async function serve(): Promise<(request: Request) => Promise<Response>> {
  const remote = createRemoteAnalyzer({ endpoint: 'https://example.org/', wasm: await readFile('face_analyzer.wasm') });
  return createProxy({ analyzer: await createFaceAnalyzer({ fallback: remote }) });
}

/** The context of any of Node's canvases. */
export async function drawn(file: string, context: DrawContext): Promise<void> {
  drawFaces(context, await analyze(file));
}

export function nameOf(face: FaceDetails, people: readonly { readonly name: string; readonly embedding: Float32Array }[]): string | undefined {
  return findFace(face, people)?.entry.name;
}

export const inputs: readonly ImageInput[] = [
  new Blob([]), new Uint8Array(1), new ArrayBuffer(1), new URL('https://example.org/face.jpg'), 'https://example.org/face.jpg',
  { width: 1, height: 1, data: new Uint8ClampedArray(4) },
];

// What the DOM would have has become nothing, not anything.
// @ts-expect-error
export const wrong: ImageInput = { naturalWidth: 100, naturalHeight: 100 };
