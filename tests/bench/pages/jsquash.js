// @jsquash/jpeg: mozjpeg in WebAssembly.
import decode, { init } from '/peers/@jsquash/jpeg/decode.js';

export async function start() {
  await init();
}

export async function analyze(bytes) {
  const { width, height } = await decode(bytes.buffer);
  return { faces: 0, pixels: width * height };
}
