import type { Picture } from '../engine/protocol.js';
import { FaceAnalyzerError, messageOf } from '../errors.js';
import type { ImageInput } from '../interface.js';
import { isA } from '../is_a.js';

/** A picture as it is sent to the engine, and what of it moves there instead of being copied. */
export interface Parcel {
  readonly picture: Picture;
  readonly transfer: readonly Transferable[];
}

/**
 * Packs what the caller gave. The caller's own bytes and bitmaps are copied and stay usable; canvases and videos are
 * captured as they are now.
 * @param base what relative addresses start from
 * @throws FaceAnalyzerError 'invalid-argument' or 'unreadable-input'
 */
export async function parcelOf(input: ImageInput, base: string | undefined): Promise<Parcel> {
  if (typeof input === 'string' || isA(input, 'URL')) return { picture: { kind: 'url', url: addressOf(input as string | URL, base) }, transfer: [] };
  if (isA(input, 'Uint8Array')) return bytesOf(new Uint8Array(input as Uint8Array)); // not slice(): a Buffer's gives a view
  if (isA(input, 'ArrayBuffer')) return bytesOf(new Uint8Array(new Uint8Array(input as ArrayBuffer)));
  if (isA(input, 'Blob')) return blobOf(input as Blob);
  if (isPixels(input)) return pixelsOf(input);
  if (isDrawable(input)) return capture(input);
  throw new FaceAnalyzerError('invalid-argument', `An image is a Blob, ArrayBuffer, Uint8Array, URL, ImageData or something that can be drawn, not ${nameOf(input)}.`);
}

function addressOf(input: string | URL, base: string | undefined): string {
  try {
    return new URL(input, base).href;
  } catch (error) {
    throw new FaceAnalyzerError('invalid-argument', `'${String(input)}' is no address of an image.`, { cause: error });
  }
}

/** An array of our own; one over shared memory has been copied into it. */
function bytesOf(bytes: Uint8Array): Parcel {
  const buffer = bytes.buffer as ArrayBuffer;
  return { picture: { kind: 'bytes', bytes: buffer }, transfer: [buffer] };
}

/** A Blob that is not the platform's own, jsdom's for one, would arrive as an empty object. */
async function blobOf(blob: Blob): Promise<Parcel> {
  if (canBeSent(blob)) return { picture: { kind: 'blob', blob }, transfer: [] };
  try {
    return bytesOf(new Uint8Array(await blob.arrayBuffer()));
  } catch (error) {
    throw new FaceAnalyzerError('unreadable-input', `The file cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

function canBeSent(blob: Blob): boolean {
  try {
    return isA(structuredClone(blob), 'Blob');
  } catch {
    return false;
  }
}

/** ImageData is told by its shape: Node has none, but libraries that give the like. */
function isPixels(input: unknown): input is ImageData {
  const { data, width, height } = Object(input) as { readonly data?: unknown; readonly width?: unknown; readonly height?: unknown };
  return typeof width === 'number' && typeof height === 'number' && (isA(data, 'Uint8ClampedArray') || isA(data, 'Uint8Array'));
}

async function pixelsOf(input: ImageData): Promise<Parcel> {
  if (input.colorSpace !== undefined && input.colorSpace !== 'srgb') return capture(input);
  const { width, height, data } = input;
  if (data.length !== width * height * 4) {
    throw new FaceAnalyzerError('invalid-argument', `Pixels of ${width} x ${height} are ${width * height * 4} bytes, not ${data.length}.`);
  }
  const values = new Uint8Array(data).buffer;
  return { picture: { kind: 'pixels', width, height, values }, transfer: [values] };
}

const drawables = ['ImageBitmap', 'HTMLImageElement', 'HTMLCanvasElement', 'OffscreenCanvas', 'HTMLVideoElement', 'VideoFrame'] as const;

const isDrawable = (input: unknown): input is ImageBitmapSource => drawables.some((name) => isA(input, name));

async function capture(input: ImageBitmapSource): Promise<Parcel> {
  const size = sizeOf(input);
  // An empty picture cannot be captured, but it can be refused.
  if (size.width === 0 || size.height === 0) return { picture: { kind: 'pixels', ...size, values: new ArrayBuffer(0) }, transfer: [] };
  try {
    if (isA(input, 'HTMLImageElement')) await (input as HTMLImageElement).decode();
    const bitmap = await createImageBitmap(input);
    return { picture: { kind: 'bitmap', bitmap }, transfer: [bitmap] };
  } catch (error) {
    throw new FaceAnalyzerError('unreadable-input', `${nameOf(input)} gives no picture: ${messageOf(error)}`, { cause: error });
  }
}

/** Only canvases know before that they are empty: an image element may still be loading. */
function sizeOf(input: unknown): { readonly width: number; readonly height: number } {
  const isCanvas = isA(input, 'HTMLCanvasElement') || isA(input, 'OffscreenCanvas');
  const { width, height } = isCanvas ? (input as OffscreenCanvas) : { width: NaN, height: NaN };
  return { width, height };
}

const nameOf = (input: unknown): string => (input === null ? 'null' : typeof input === 'object' ? (input.constructor?.name ?? 'an object') : typeof input);
