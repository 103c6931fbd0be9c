// The browser's own decoder, as far as the pixels.
export async function start() {}

export async function analyze(bytes) {
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const { width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  bitmap.close();
  return { faces: 0, pixels: width * height };
}
