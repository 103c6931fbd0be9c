import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launchBrowser } from '../browser/support/browser.js';
import { facePixels, photographs } from '../browser/support/photographs.js';
import { blank, encodeJpeg, encodePng, shrunk } from '../support/pictures.js';
import { chosen } from './support/hand_over.js';
import { startDemo } from './support/site.js';
import { openDemo, untilReady } from './support/visit.js';

const site = await startDemo();
const browser = await launchBrowser();
const { page, complaints } = await openDemo(browser, site);
after(async () => {
  await browser.close();
  await site.close();
});
await untilReady(page);

const refused = [
  { what: 'no face', bytes: photographs['noise.png'], title: 'No face was found in this picture', accepted: /well lit/, code: 'ERROR_NO_FACE_IN_FILE · 422' },
  { what: 'a face that is too small', bytes: encodePng(shrunk(facePixels, 0.5)), title: 'The faces in this picture are too small', accepted: /64 pixels/, code: 'ERROR_FACE_SIZE_RATIO_NOT_MET · 422' },
  { what: 'a picture that is too small', bytes: photographs['small.png'], title: 'This picture is too small', accepted: /33 to 4095/, code: 'FILE_RESOLUTION_EXCEEDS_LIMITS · 413' },
  { what: 'a picture with too many pixels', bytes: encodePng(blank(4096, 40)), title: 'This picture has too many pixels', accepted: /33 to 4095/, code: 'FILE_RESOLUTION_EXCEEDS_LIMITS · 413' },
  { what: 'a file that is too large', bytes: new Uint8Array(20 * 1024 * 1024 + 1), title: 'This file is too large', accepted: /20 MB/, code: 'FILE_SIZE_EXCEEDS_LIMIT · 413' },
  { what: 'a damaged file', bytes: encodeJpeg(blank(100, 100)).subarray(0, 400), title: 'This picture is damaged', accepted: /complete, intact/, code: 'FILE_DECODING_FAILURE · 422' },
  { what: 'a file of a wrong type', bytes: new TextEncoder().encode('GIF89a, and so on'), title: 'This is not a picture of a kind that can be read', accepted: /JPEG, PNG and BMP/, code: 'UNSUPPORTED_FILE_TYPES · 415' },
  { what: 'an empty file', bytes: new Uint8Array(), title: 'This file is empty', accepted: /JPEG, PNG or BMP/, code: 'MISSING_PARAMETERS · 400' },
] as const;

for (const { what, bytes, title, accepted, code } of refused) {
  test(`${what}: why in plain words, what would be accepted, and the response's code`, async () => {
    await page.setInputFiles('#files', chosen({ name: `${what}.jpg`, bytes }));
    const message = page.getByRole('region', { name: title });
    await message.waitFor({ timeout: 60_000 });
    assert.match(await message.innerText(), accepted);
    assert.equal(await message.locator('.code').innerText(), code);
    assert.equal(await page.locator('#stage .note').innerText(), title);
    assert.ok((await page.locator('.tree').innerText()).includes(code.split(' ')[0] ?? ''), 'the response itself is shown too');
    assert.equal(await page.locator('#announcement').innerText(), `${what}.jpg: Refused. ${title}`);
    assert.equal(await page.locator('#cards article').count(), 0);
    assert.equal(await page.locator('#save-picture').isDisabled(), true);
  });
}

test('after a refusal the next photograph is analysed as ever', async () => {
  await page.setInputFiles('#files', chosen({ name: 'face.png', bytes: photographs['face.png'] }));
  await page.locator('#cards article').waitFor({ timeout: 60_000 });
  assert.equal(await page.locator('.message').count(), 0);
  assert.deepEqual(complaints, []);
});
