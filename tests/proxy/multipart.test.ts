import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FaceAnalyzerResponse, ResponseSource } from 'local-face-analyzer';
import { createProxy } from 'local-face-analyzer/proxy';
import { fullAnswer } from '../support/envelopes.js';
import { assertRefusedBy, post } from '../support/requests.js';

/** An analyzer that keeps what it is handed. */
class Recipient implements ResponseSource {
  image = '';

  async analyze(image: unknown): Promise<FaceAnalyzerResponse> {
    this.image = Buffer.from(image as Uint8Array).toString('latin1');
    return fullAnswer() as FaceAnalyzerResponse;
  }
}

const recipient = new Recipient();
const proxy = createProxy({ analyzer: recipient });
const send = (body: string | Uint8Array<ArrayBuffer>, type: string): Promise<Response> => proxy(post(typeof body === 'string' ? Buffer.from(body, 'latin1') : body, { 'content-type': type }));
const typed = (boundary: string): string => `multipart/form-data; boundary=${boundary}`;
const file = 'Content-Disposition: form-data; name="image"; filename="a.jpg"\r\nContent-Type: image/jpeg';

// Bodies whose image is clear, by whatever stands around it: the type, the body, the image.
const taken: Readonly<Record<string, readonly [type: string, body: string, image: string]>> = {
  'a boundary that is a byte of the content': [typed('x'), `--x\r\n${file}\r\n\r\nax--x\r--x\n--xx\r\n-x\r\n--x--\r\n`, 'ax--x\r--x\n--xx\r\n-x'],
  'a boundary in quotes, with blanks and what JSON forbids': [typed('"a b\'()+_,-./:=?"'), `--a b'()+_,-./:=?\r\n${file}\r\n\r\nPHOTO\r\n--a b'()+_,-./:=?--`, 'PHOTO'],
  'a type with more parameters, in capitals': ['Multipart/Form-Data; charset=utf-8; BOUNDARY=x; a=b', `--x\r\n${file}\r\n\r\nPHOTO\r\n--x--`, 'PHOTO'],
  'two images: the first is analysed': [typed('x'), `--x\r\n${file}\r\n\r\nFIRST\r\n--x\r\n${file}\r\n\r\nSECOND\r\n--x--`, 'FIRST'],
  'other fields and files before it': [typed('x'), `--x\r\nContent-Disposition: form-data; name="image2"; filename="image"\r\n\r\nOTHER\r\n--x\r\nContent-Disposition: form-data; name="note"\r\n\r\nname="image"; filename="b"\r\n--x\r\n${file}\r\n\r\nPHOTO\r\n--x--`, 'PHOTO'],
  'a filename with line ends': [typed('x'), '--x\r\nContent-Disposition: form-data; name="image"; filename="a\r\nb.jpg"\r\n\r\nPHOTO\r\n--x--', 'PHOTO'],
  'a filename with quotes, semicolons and a name of its own': [typed('x'), '--x\r\nContent-Disposition: form-data; filename="a\\"; name=other; b.jpg"; name="image"\r\n\r\nPHOTO\r\n--x--', 'PHOTO'],
  'a filename that is no UTF-8': [typed('x'), '--x\r\nContent-Disposition: form-data; name="image"; filename="\xfc.jpg"\r\n\r\nPHOTO\r\n--x--', 'PHOTO'],
  'a filename by RFC 5987, names without quotes, headers in capitals': [typed('x'), "--x\r\nCONTENT-DISPOSITION: FORM-DATA; NAME=image; FILENAME*=utf-8''%e2%82%ac.jpg\r\n\r\nPHOTO\r\n--x--", 'PHOTO'],
  'words before and after the form': [typed('x'), `for old readers\r\n--x \r\n${file}\r\n\r\nPHOTO\r\n--x--\r\nand more --x`, 'PHOTO'],
  'an empty part: the engine says that there is no image': [typed('x'), `--x\r\n${file}\r\n\r\n\r\n--x--`, ''],
  'an empty part without the line that would be its own': [typed('x'), `--x\r\n${file}\r\n\r\n--x--`, ''],
  'a form in a form: the inner one is the content': [typed('x'), `--x\r\n${file}\r\n\r\n--y\r\n${file}\r\n\r\nINNER\r\n--y--\r\n--x--`, `--y\r\n${file}\r\n\r\nINNER\r\n--y--`],
  'an image in base64, in lines': [typed('x'), `--x\r\n${file}\r\nContent-Transfer-Encoding: base64\r\n\r\nUEhP\r\nVE8=\r\n--x--`, 'PHOTO'],
  'nothing but line ends as the content': [typed('x'), `--x\r\n${file}\r\n\r\n\r\n\r\n\r\n--x--`, '\r\n\r\n'],
  '900 fields before it': [typed('x'), `${'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(900)}--x\r\n${file}\r\n\r\nPHOTO\r\n--x--`, 'PHOTO'],
};

for (const [what, [type, body, image]] of Object.entries(taken)) {
  test(`the image is found: ${what}`, async () => {
    recipient.image = 'nothing';
    assert.equal((await send(body, type)).status, 200);
    assert.equal(recipient.image, image);
  });
}

const field = 'Content-Disposition: form-data; name="a"';

// Bodies that hold no image, and what the refusal must say.
const refused: Readonly<Record<string, readonly [type: string, body: string, says: RegExp]>> = {
  'no boundary': ['multipart/form-data', `--x\r\n${file}\r\n\r\nPHOTO\r\n--x--`, /cannot be read/],
  'an empty boundary': [typed(''), `--\r\n${file}\r\n\r\nPHOTO\r\n----`, /cannot be read/],
  'another boundary': [typed('y'), `--x\r\n${file}\r\n\r\nPHOTO\r\n--x--`, /cannot be read/],
  'a form that does not end': [typed('x'), `--x\r\n${file}\r\n\r\nPHOTO`, /cannot be read/],
  'headers that do not end': [typed('x'), `--x\r\n${file}\r\nPHOTO`, /cannot be read/],
  'a huge header': [typed('x'), `--x\r\nX-Header: ${'a'.repeat(1e6)}\r\n${file}\r\n\r\nPHOTO\r\n--x--`, /cannot be read/],
  'a part without a name': [typed('x'), '--x\r\nContent-Disposition: form-data; filename="image"\r\n\r\nPHOTO\r\n--x--', /cannot be read/],
  'a part without headers': [typed('x'), '--x\r\n\r\nPHOTO\r\n--x--', /cannot be read/],
  'an attachment, which is no field': [typed('x'), '--x\r\nContent-Disposition: attachment; name="image"; filename="a"\r\n\r\nPHOTO\r\n--x--', /cannot be read/],
  'what is said to be base64 and is none': [typed('x'), `--x\r\n${file}\r\nContent-Transfer-Encoding: base64\r\n\r\n\xff\r\n--x--`, /cannot be read/],
  'no part at all': [typed('x'), '--x--\r\n', /no field 'image'/],
  '10,000 tiny parts': [typed('x'), `${`--x\r\n${field}\r\n\r\n1\r\n`.repeat(10_000)}--x--`, /cannot be read/],
  'a form of forms': ['multipart/mixed; boundary=x', `--x\r\n${file}\r\n\r\nPHOTO\r\n--x--`, /multipart\/mixed; boundary=x, not multipart\/form-data/],
  'a form of files in one field, as long ago': [typed('x'), `--x\r\nContent-Disposition: form-data; name="image"\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n${file}\r\n\r\nPHOTO\r\n--y--\r\n--x--`, /is a text, not a file/],
};

for (const [what, [type, body, says]] of Object.entries(refused)) {
  test(`no image: ${what}`, async () => {
    assert.match(await assertRefusedBy(await send(body, type), 400, 'MISSING_PARAMETERS'), says);
  });
}

// What would be slow for a reader that looks at bytes again and again, 8 MB of each.
const tiresome: Readonly<Record<string, readonly [boundary: string, repeated: string]>> = {
  'line ends': ['x', '\r\n'],
  'carriage returns': ['x', '\r'],
  'all of the boundary but its last byte': ['a'.repeat(70), `\r\n--${'a'.repeat(69)}`],
  'parts': ['x', `--x\r\n${field}\r\n\r\n\r\n`],
  'semicolons in a header': ['x', `--x\r\nContent-Disposition: form-data${';a'.repeat(7000)}\r\n\r\n\r\n`],
  'open quotes in a header': ['x', `--x\r\nContent-Disposition: form-data${';a="\\'.repeat(3000)}\r\n\r\n\r\n`],
};

for (const [what, [boundary, repeated]] of Object.entries(tiresome)) {
  test(`8 MB of ${what} are read within a second`, async () => {
    const body = Buffer.from(repeated.repeat(8e6 / repeated.length));
    const begin = performance.now();
    await assertRefusedBy(await send(body, typed(boundary)), 400, 'MISSING_PARAMETERS');
    assert.ok(performance.now() - begin < 1000, `${performance.now() - begin} ms`);
  });
}
