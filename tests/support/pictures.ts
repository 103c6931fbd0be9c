import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { bilinear, type Photograph } from '../models/photographs.js';

/** A place, in pixels from the centre of a picture's first pixel, as in the response. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Turns or mirrors the places of a picture of a size; what comes out is the place in the new picture. */
export type Turn = (place: Place, width: number, height: number) => Place;

/** The turns by 90, 180 and 270 degrees clockwise. */
export const quarterTurns: Readonly<Record<90 | 180 | 270, Turn>> = {
  90: ({ x, y }, _, height) => ({ x: height - 1 - y, y: x }),
  180: ({ x, y }, width, height) => ({ x: width - 1 - x, y: height - 1 - y }),
  270: ({ x, y }, width) => ({ x: y, y: width - 1 - x }),
};

/** A picture whose every pixel is moved by a turn. */
export function turned(picture: Photograph, turn: Turn): Photograph {
  const { width, height } = picture;
  const corner = turn({ x: 0, y: 0 }, width, height);
  const opposite = turn({ x: width - 1, y: height - 1 }, width, height);
  const result = blank(Math.abs(opposite.x - corner.x) + 1, Math.abs(opposite.y - corner.y) + 1);
  const [from, to] = [pixelsOf(picture), pixelsOf(result)];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const place = turn({ x, y }, width, height);
      to[place.y * result.width + place.x] = from[y * width + x] ?? 0;
    }
  }
  return result;
}

/** A part of a picture. */
export function cropped(picture: Photograph, { left, top, width, height }: Rectangle): Photograph {
  const result = blank(width, height);
  for (let y = 0; y < height; y += 1) {
    const row = ((top + y) * picture.width + left) * 4;
    result.data.set(picture.data.subarray(row, row + width * 4), y * width * 4);
  }
  return result;
}

/** Where a camera looks at a photograph, and how. */
export interface View {
  readonly middle: Place;
  /** Pixels of the frame in a pixel of the photograph. */
  readonly scale?: number;
  /** By how much the photograph is turned clockwise in the frame. */
  readonly degrees?: number;
}

/** A camera's frame of 640 x 480; black beside the photograph. */
export function frameOf(photograph: Photograph, { middle, scale = 1, degrees = 0 }: View): Photograph {
  const frame = blank(640, 480);
  const [cosine, sine] = [Math.cos((degrees * Math.PI) / 180) / scale, Math.sin((degrees * Math.PI) / 180) / scale];
  for (let row = 0; row < frame.height; row += 1) {
    for (let column = 0; column < frame.width; column += 1) {
      const [x, y] = [column - (frame.width - 1) / 2, row - (frame.height - 1) / 2];
      const colour = bilinear(photograph, middle.x + x * cosine + y * sine, middle.y - x * sine + y * cosine);
      frame.data.set(colour.map(Math.round), (row * frame.width + column) * 4);
    }
  }
  return frame;
}

/** A larger picture, bilinear. */
export function enlarged(picture: Photograph, factor: number): Photograph {
  const result = blank(picture.width * factor, picture.height * factor);
  for (let y = 0; y < result.height; y += 1) {
    for (let x = 0; x < result.width; x += 1) {
      const colour = bilinear(picture, (x + 0.5) / factor - 0.5, (y + 0.5) / factor - 0.5);
      result.data.set(colour.map(Math.round), (y * result.width + x) * 4);
    }
  }
  return result;
}

/** A smaller picture, every pixel the mean of those that it stands for. */
export function shrunk(picture: Photograph, scale: number): Photograph {
  const result = blank(Math.round(picture.width * scale), Math.round(picture.height * scale));
  for (let y = 0; y < result.height; y += 1) {
    for (let x = 0; x < result.width; x += 1) {
      const left = Math.round(x / scale);
      const top = Math.round(y / scale);
      const right = Math.min(picture.width, Math.max(left + 1, Math.round((x + 1) / scale)));
      const bottom = Math.min(picture.height, Math.max(top + 1, Math.round((y + 1) / scale)));
      result.data.set(mean(picture, { left, top, width: right - left, height: bottom - top }), (y * result.width + x) * 4);
    }
  }
  return result;
}

function mean(picture: Photograph, { left, top, width, height }: Rectangle): number[] {
  const sum = [0, 0, 0, 0];
  for (let y = top; y < top + height; y += 1) {
    for (let x = left; x < left + width; x += 1) {
      for (let channel = 0; channel < 4; channel += 1) {
        sum[channel] = (sum[channel] ?? 0) + (picture.data[(y * picture.width + x) * 4 + channel] ?? 0);
      }
    }
  }
  return sum.map((value) => value / (width * height));
}

/** Lays one picture over another, in place. */
export function paste(onto: Photograph, picture: Photograph, left: number, top: number): void {
  for (let y = 0; y < picture.height; y += 1) {
    onto.data.set(picture.data.subarray(y * picture.width * 4, (y + 1) * picture.width * 4), ((top + y) * onto.width + left) * 4);
  }
}

/** A grey picture with noise of a fixed sequence, so that every run tests the same picture. */
export function noisy(width: number, height: number, grey = 128, spread = 16): Photograph {
  const picture = blank(width, height);
  let state = 1;
  for (let index = 0; index < width * height; index += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const value = grey + Math.round(((state >>> 8) / 2 ** 24 - 0.5) * 2 * spread);
    picture.data.fill(value, index * 4, index * 4 + 3);
  }
  return picture;
}

/** An opaque black picture. */
export function blank(width: number, height: number): Photograph {
  const data = new Uint8Array(width * height * 4);
  for (let index = 3; index < data.length; index += 4) data[index] = 255;
  return { width, height, data };
}

export function encodePng({ width, height, data }: Photograph): Uint8Array {
  const png = new PNG({ width, height });
  png.data = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return PNG.sync.write(png, { deflateLevel: 1, filterType: 1 });
}

export function encodeJpeg({ width, height, data }: Photograph, quality = 95): Uint8Array {
  return jpeg.encode({ width, height, data }, quality).data;
}

/** A BMP file of 24 bits a pixel: a header, and grey pixels where they are asked for. */
export function greyBmp(width: number, height: number, { pixels = true } = {}): Uint8Array {
  const rowBytes = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + (pixels ? rowBytes * height : 4), 128).fill(0, 0, 54);
  file.write('BM', 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10); // where the pixels begin
  file.writeUInt32LE(40, 14); // this header's length
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26); // planes
  file.writeUInt16LE(24, 28);
  return file;
}

/** A JPEG's bytes with an EXIF block behind the first marker that holds nothing but an orientation. */
export function withOrientation(file: Uint8Array, orientation: number): Uint8Array {
  const tiff = Buffer.alloc(26); // header, one entry, no further directory
  tiff.write('MM\0*', 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(0x0112, 10); // the tag
  tiff.writeUInt16BE(3, 12); // one 16-bit number
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const marker = Buffer.from([0xff, 0xe1, 0, content.length + 2]);
  return Buffer.concat([file.subarray(0, 2), marker, content, file.subarray(2)]);
}

/** The pixels as whole numbers of 32 bits. */
function pixelsOf({ data }: Photograph): Uint32Array {
  return new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
}
