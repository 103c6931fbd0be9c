import type { FileBeginning, Pixels } from '../engine/engine.js';
import { imageOf, type OpenUrl } from '../engine/picture.js';
import type { Picture } from '../engine/protocol.js';
import { FaceAnalyzerError, messageOf } from '../errors.js';

/**
 * The image file that the API is sent: the caller's own, or pixels as PNG, which loses nothing.
 * @param mostBytes a file is read up to here and one byte further, so that a larger one is refused and not read
 * @throws FaceAnalyzerError 'invalid-argument' or 'unreadable-input'; the signal's reason
 */
export async function imageFileOf(picture: Picture, mostBytes: number, open: OpenUrl, signal: AbortSignal): Promise<FileBeginning> {
  const image = await imageOf(picture, mostBytes, open, signal);
  if ('wholeLength' in image) return image;
  const bytes = image instanceof Uint8Array ? image : await encoded(image);
  return { bytes, wholeLength: bytes.length };
}

async function encoded({ width, height, values }: Pixels): Promise<Uint8Array> {
  if (typeof OffscreenCanvas === 'undefined') {
    throw new FaceAnalyzerError('invalid-argument', 'The remote API takes image files, and only browsers can make one of pixels.');
  }
  try {
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(values), width, height), 0, 0);
    return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
  } catch (error) {
    throw new FaceAnalyzerError('unreadable-input', `The pixels cannot be made an image file: ${messageOf(error)}`, { cause: error });
  }
}
