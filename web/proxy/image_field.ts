import { imageField } from '../remote/upload.js';
import { type BodyLimits, bodyOf, TooLarge, TooSlow } from './body.js';
import { fieldsOf, Malformed } from './multipart.js';

/** A request that holds no image; the message says why, in a sentence. */
export class NoImage extends Error {}

/**
 * The bytes of the image in a multipart request: of its field's first occurrence.
 * @throws TooLarge, TooSlow, NoImage
 */
export async function imageOf(request: Request, limits: BodyLimits): Promise<Uint8Array> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.toLowerCase().startsWith('multipart/form-data')) throw new NoImage(`The body is ${type || 'of no type'}, not multipart/form-data.`);
  return imageIn(await wholeBody(request, limits), type);
}

async function wholeBody(request: Request, limits: BodyLimits): Promise<Uint8Array> {
  try {
    return await bodyOf(request, limits);
  } catch (error) {
    throw error instanceof TooLarge || error instanceof TooSlow ? error : new NoImage('The body broke off.');
  }
}

function imageIn(body: Uint8Array, type: string): Uint8Array {
  try {
    for (const { name, isFile, content } of fieldsOf(body, type)) {
      if (name !== imageField) continue;
      if (!isFile) throw new NoImage(`The field '${imageField}' is a text, not a file with a name.`);
      return content;
    }
  } catch (error) {
    throw error instanceof Malformed ? new NoImage('The body cannot be read as multipart/form-data.') : error;
  }
  throw new NoImage(`There is no field '${imageField}' in the form.`);
}
