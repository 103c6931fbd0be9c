import { bytesAt } from '#bytes_at';
import { FaceAnalyzerError } from '../errors.js';
import type { ImageInput, PixelInput } from '../interface.js';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The bytes of an image file, for the remote API; pixels are encoded as PNG, which loses nothing.
 * @throws FaceAnalyzerError 'unreadable-input', or 'invalid-argument' for what is no input; the signal's reason
 */
export async function bytesOf(input: ImageInput, signal?: AbortSignal): Promise<Bytes> {
  signal?.throwIfAborted();
  try {
    return await read(input, signal);
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof FaceAnalyzerError) throw cause;
    throw new FaceAnalyzerError('unreadable-input', `the image cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

async function read(input: ImageInput, signal: AbortSignal | undefined): Promise<Bytes> {
  if (typeof input === 'string' || input instanceof URL) return new Uint8Array(await bytesAt(input, signal));
  if (input instanceof Blob) return new Uint8Array(await input.arrayBuffer());
  if (input instanceof Uint8Array) return new Uint8Array(input); // a copy: the caller may go on to change it
  if (input instanceof ArrayBuffer) return new Uint8Array(input.slice(0));
  return encoded(input);
}

async function encoded(input: PixelInput): Promise<Bytes> {
  const context = contextFor(input);
  if (input instanceof ImageData) context.putImageData(input, 0, 0);
  else context.drawImage(input, 0, 0);
  const blob = await context.canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}

function contextFor(input: PixelInput): OffscreenCanvasRenderingContext2D {
  const [width, height] = typeof OffscreenCanvas === 'undefined' ? [0, 0] : sizeOf(Object(input) as PixelInput);
  const context = width > 0 && height > 0 ? new OffscreenCanvas(width, height).getContext('2d') : null;
  if (context === null) {
    throw new FaceAnalyzerError('invalid-argument', 'the image must be a Blob, ArrayBuffer, Uint8Array, URL or string; in browsers it may also be loaded pixels');
  }
  return context;
}

/** Width and height in pixels; not above 0 for what has none. */
function sizeOf(input: PixelInput): readonly [number, number] {
  if ('naturalWidth' in input) return [input.naturalWidth, input.naturalHeight];
  if ('videoWidth' in input) return [input.videoWidth, input.videoHeight];
  if ('displayWidth' in input) return [input.displayWidth, input.displayHeight];
  return [input.width, input.height];
}
