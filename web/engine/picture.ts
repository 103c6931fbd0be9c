import { FaceAnalyzerError, messageOf } from '../errors.js';
import type { EngineImage } from './engine.js';
import { chunksOf } from './fetch.js';
import type { Picture } from './protocol.js';

/** How an address is asked. */
export type OpenUrl = (url: string, signal: AbortSignal) => Promise<Response>;

/**
 * What the engine analyses, from what was sent.
 * @param mostBytes a file is read up to here and one byte further, so that a larger one is refused and not read
 * @throws FaceAnalyzerError 'unreadable-input'; the signal's reason
 */
export async function imageOf(picture: Picture, mostBytes: number, open: OpenUrl, signal: AbortSignal): Promise<EngineImage> {
  switch (picture.kind) {
    case 'bytes':
      return new Uint8Array(picture.bytes);
    case 'pixels':
      return { width: picture.width, height: picture.height, values: new Uint8Array(picture.values) };
    case 'bitmap':
      return pixelsOf(picture.bitmap);
    case 'blob':
      return readBlob(picture.blob, mostBytes);
    case 'url':
      return fetchFile(picture.url, mostBytes, open, signal);
  }
}

async function readBlob(blob: Blob, mostBytes: number): Promise<EngineImage> {
  try {
    const bytes = new Uint8Array(await blob.slice(0, mostBytes + 1).arrayBuffer());
    return { bytes, wholeLength: blob.size };
  } catch (error) {
    throw new FaceAnalyzerError('unreadable-input', `The file cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

async function fetchFile(url: string, mostBytes: number, open: OpenUrl, signal: AbortSignal): Promise<EngineImage> {
  try {
    return await readBeginning(await open(url, signal), mostBytes);
  } catch (error) {
    signal.throwIfAborted();
    throw new FaceAnalyzerError('unreadable-input', `${url} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

async function readBeginning(response: Response, mostBytes: number): Promise<EngineImage> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of chunksOf(response)) {
    chunks.push(chunk as Uint8Array<ArrayBuffer>);
    length += chunk.length;
    if (length > mostBytes) break;
  }
  const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
  const announced = Number(response.headers.get('content-length'));
  return { bytes, wholeLength: length > mostBytes ? Math.max(length, announced) : length };
}

/** A bitmap's pixels, over white where it is transparent: a canvas keeps no exact colours under alpha. */
export function pixelsOf(bitmap: ImageBitmap): EngineImage {
  const { width, height } = bitmap;
  try {
    const context = new OffscreenCanvas(width, height).getContext('2d', { colorSpace: 'srgb', willReadFrequently: true });
    if (context === null) throw new Error('there is no canvas');
    context.fillStyle = 'white';
    context.fillRect(0, 0, width, height);
    context.drawImage(bitmap, 0, 0);
    return { width, height, values: context.getImageData(0, 0, width, height).data };
  } catch (error) {
    throw new FaceAnalyzerError('unreadable-input', `The picture's pixels cannot be read: ${messageOf(error)}`, { cause: error });
  } finally {
    bitmap.close();
  }
}
