/** A body that is not what its type says. */
export class Malformed extends Error {}

/** A field of a form. */
export interface Field {
  readonly name: string;
  readonly isFile: boolean;
  /** A view of the body; bytes of its own where they came as base64. */
  readonly content: Uint8Array;
}

const mostHeaderBytes = 16 * 1024; // of one field
const mostFields = 1000;
const [carriageReturn, lineFeed, hyphen] = [13, 10, 45];
const parameter = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g;
const emptyLine = bytesOf('\r\n\r\n');

/**
 * The fields of a body of multipart/form-data, one by one and without copies (RFC 7578, RFC 2046). A line that begins with the
 * boundary parts them; the boundary in the middle of a line is content. (The platforms' own formData() takes it for the end.)
 * @param type the request's content-type
 * @throws Malformed where a field does not end, has no name, or has headers of more than 16 KB, and where there are more than 1,000
 */
export function* fieldsOf(body: Uint8Array, type: string): Generator<Field, void, undefined> {
  const delimiter = bytesOf(`\r\n--${boundaryIn(type)}`);
  let place = startsAt(body, delimiter.subarray(2), 0) ? delimiter.length - 2 : endOf(body, delimiter, 0);
  for (let count = 0; !startsAt(body, [hyphen, hyphen], place); count += 1) {
    if (count === mostFields) fail();
    const headersEnd = endOf(body.subarray(0, place + mostHeaderBytes), emptyLine, lineEnd(body, place));
    const next = endOf(body, delimiter, headersEnd - 2); // the content may be empty, and its line be that of the headers' end
    const headers = new TextDecoder().decode(body.subarray(place, headersEnd));
    const content = body.subarray(headersEnd, Math.max(headersEnd, next - delimiter.length));
    yield { ...described(headers), content: isBase64(headers) ? decoded(content) : content };
    place = next;
  }
}

function boundaryIn(type: string): string {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(type) ?? [];
  return quoted ?? plain ?? fail();
}

/** Behind a boundary: RFC 2046 lets blanks stand there. The line's end may be that of the headers too. */
function lineEnd(body: Uint8Array, from: number): number {
  let place = from;
  while (body[place] === 32 || body[place] === 9) place += 1;
  return body[place] === carriageReturn && body[place + 1] === lineFeed ? place : fail();
}

function described(headers: string): Pick<Field, 'name' | 'isFile'> {
  const disposition = /^content-disposition:[ \t]*form-data[ \t]*(;.*)$/im.exec(headers)?.[1] ?? fail();
  const parameters = new Map(Array.from(disposition.matchAll(parameter), ([, name = '', quoted, plain = '']) => [name.toLowerCase(), quoted ?? plain.trim()]));
  return { name: parameters.get('name') ?? fail(), isFile: parameters.has('filename') || parameters.has('filename*') };
}

/** RFC 7578 asks nobody to send it any more; some mail libraries do. */
const isBase64 = (headers: string): boolean => /^content-transfer-encoding:[ \t]*base64[ \t]*\r?$/im.test(headers);

function decoded(content: Uint8Array): Uint8Array {
  try {
    return Uint8Array.from(atob(new TextDecoder('latin1').decode(content)), (character) => character.charCodeAt(0));
  } catch {
    return fail();
  }
}

/** The place behind the next occurrence of some bytes. Those that are wanted repeat their beginning at most once, so that no byte is looked at often. */
function endOf(body: Uint8Array, wanted: Uint8Array, from: number): number {
  for (let place = from; place <= body.length - wanted.length; place += 1) {
    if (startsAt(body, wanted, place)) return place + wanted.length;
  }
  return fail();
}

function startsAt(body: Uint8Array, wanted: ArrayLike<number>, place: number): boolean {
  for (let index = 0; index < wanted.length; index += 1) {
    if (body[place + index] !== wanted[index]) return false;
  }
  return true;
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function fail(): never {
  throw new Malformed();
}
