import { chunksOf } from '../engine/fetch.js';
import { imageField } from '../remote/upload.js';

/** A request's body that is larger than it may be. */
export class TooLarge extends Error {}

/** A request that holds no image; the message says why, in a sentence. */
export class NoImage extends Error {}

/**
 * The bytes of the image in a multipart request.
 * @param maxBytes of the whole body; no more is kept in memory
 * @throws TooLarge, NoImage
 */
export async function imageOf(request: Request, maxBytes: number): Promise<Uint8Array> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.toLowerCase().startsWith('multipart/form-data')) throw new NoImage(`The body is ${type || 'of no type'}, not multipart/form-data.`);
  const form = await formOf(await bodyOf(request, maxBytes), type);
  const image = form.get(imageField);
  if (image === null) throw new NoImage(`There is no field '${imageField}' in the form.`);
  if (typeof image === 'string') throw new NoImage(`The field '${imageField}' is a text, not a file with a name.`);
  return new Uint8Array(await image.arrayBuffer());
}

async function formOf(body: Blob, type: string): Promise<FormData> {
  try {
    return await new Response(body, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new NoImage('The body cannot be read as multipart/form-data.');
  }
}

/**
 * The body, given up where it becomes too large: at once by its announced length, else as it comes. Most clients hear
 * the answer only when they have sent everything, so as much again is let pass, and kept nowhere, before it is cut.
 */
async function bodyOf(request: Request, maxBytes: number): Promise<Blob> {
  if (Number(request.headers.get('content-length')) > maxBytes) throw new TooLarge();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    for await (const chunk of chunksOf(new Response(request.body))) {
      length += chunk.length;
      if (length <= maxBytes) chunks.push(chunk as Uint8Array<ArrayBuffer>);
      else chunks.length = 0;
      if (length > 2 * maxBytes) break;
    }
  } catch {
    throw new NoImage('The body broke off.');
  }
  if (length > maxBytes) throw new TooLarge();
  return new Blob(chunks);
}
