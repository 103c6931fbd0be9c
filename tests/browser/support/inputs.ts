/** The same photograph as every kind of input. Made inside the page, which gets this file as a script of its own. */
import type { FileInput, PixelInput } from '../../../web/interface.js';

const address = '/photographs/face.png';

const fetchBlob = async (): Promise<Blob> => (await fetch(address)).blob();
const fetchBuffer = async (): Promise<ArrayBuffer> => (await fetch(address)).arrayBuffer();
const decode = async (): Promise<ImageBitmap> => createImageBitmap(await fetchBlob());

export const fileInputs: Readonly<Record<string, () => Promise<FileInput>>> = {
  Blob: fetchBlob,
  File: async () => new File([await fetchBlob()], 'face.png', { type: 'image/png' }),
  'Blob of another type': async () => new Blob([await fetchBuffer()], { type: 'text/plain' }),
  ArrayBuffer: fetchBuffer,
  Uint8Array: async () => new Uint8Array(await fetchBuffer()),
  'Uint8Array in the middle of its buffer': async () => {
    const bytes = new Uint8Array(await fetchBuffer());
    const padded = new Uint8Array(bytes.length + 100);
    padded.set(bytes, 50);
    return padded.subarray(50, 50 + bytes.length);
  },
  URL: async () => new URL(address, location.href),
  'relative address': async () => address,
  'blob: address': async () => URL.createObjectURL(await fetchBlob()),
  'data: address': async () => {
    const canvas = await drawn();
    return canvas.toDataURL('image/png');
  },
};

/** Inputs whose pixels are the file's own. */
export const pixelInputs: Readonly<Record<string, () => Promise<PixelInput>>> = {
  ImageData: async () => {
    const { width, height } = await decode();
    return contextOf(await drawn()).getImageData(0, 0, width, height);
  },
  ImageBitmap: decode,
  HTMLImageElement: async () => loadedImage(address),
  HTMLCanvasElement: drawn,
  OffscreenCanvas: async () => {
    const bitmap = await decode();
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    contextOf(canvas).drawImage(bitmap, 0, 0);
    return canvas;
  },
  VideoFrame: async () => new VideoFrame(await drawn(), { timestamp: 0 }),
};

/** A film of the photograph, as a browser records it: its pixels are near the file's. */
export async function recordedVideo(): Promise<HTMLVideoElement> {
  const canvas = await drawn();
  const stream = canvas.captureStream(25);
  const recorder = new MediaRecorder(stream, { mimeType: 'video/webm;codecs=vp8', videoBitsPerSecond: 8_000_000 });
  const pieces: Blob[] = [];
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve));
  const redraw = setInterval(() => contextOf(canvas).drawImage(canvas, 0, 0), 20); // a canvas that rests gives no frame
  recorder.start();
  await new Promise((resolve) => setTimeout(resolve, 600));
  recorder.stop();
  await stopped;
  clearInterval(redraw);
  const video = document.createElement('video');
  video.src = URL.createObjectURL(new Blob(pieces, { type: 'video/webm' }));
  video.muted = true;
  const frame = new Promise((resolve) => video.requestVideoFrameCallback(resolve)); // which a busy browser shows later than it plays
  await video.play();
  await frame;
  video.pause();
  return video;
}

export async function loadedImage(source: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = source;
  await image.decode();
  return image;
}

async function drawn(): Promise<HTMLCanvasElement> {
  const bitmap = await decode();
  const canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  contextOf(canvas).drawImage(bitmap, 0, 0);
  return canvas;
}

function contextOf<Canvas extends HTMLCanvasElement | OffscreenCanvas>(canvas: Canvas): CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d') as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null;
  if (context === null) throw new Error('there is no canvas');
  return context;
}
