import sharp from 'sharp';

/** A drawing in SVG before one colour, as a JPEG. */
export async function jpegOf(drawing: string, { width, height, ground }: { readonly width: number; readonly height: number; readonly ground: string }): Promise<Buffer> {
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${ground}"/>${drawing}</svg>`;
  return sharp(Buffer.from(picture)).jpeg({ quality: 90 }).toBuffer();
}
