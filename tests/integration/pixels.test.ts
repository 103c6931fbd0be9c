// The core's own boundary: pixels beside files, and what it refuses before any network runs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import sharp from 'sharp';
import type { CoreAnalysis } from '../../web/core/core_module.js';
import { networksIn } from '../../web/node/analyzer.js';
import type { FaceAnalyzerResponse } from '../../web/response.js';
import { normalNumbers } from '../evaluate/random.js';
import { samplePhotograph } from '../models/photographs.js';
import { assertRefusal } from '../support/analysis.js';
import { begin, beginPixels, core, everything, memoryBytes, oneThread, using } from '../support/core.js';
import { samplePath } from '../support/files.js';
import { blank, cropped, encodePng } from '../support/pictures.js';
import { assertValid } from '../support/schema.js';

const networks = networksIn(core);

const portrait = cropped(samplePhotograph(1), { left: 350, top: 300, width: 300, height: 330 });

/** Runs an analysis to its end, and frees it. */
async function responseText(analysis: CoreAnalysis): Promise<string> {
  try {
    while (analysis.pending()) {
      await networks.answer(analysis, {});
      analysis.resume();
    }
    return analysis.response();
  } finally {
    analysis.delete();
  }
}

const parsed = (text: string): FaceAnalyzerResponse => {
  const response: unknown = JSON.parse(text);
  assertValid(response);
  return response;
};

test('pixels give the very bytes of the response that a PNG of them gives', async () => {
  const response = await responseText(beginPixels(portrait));
  assert.equal(response, await responseText(begin(encodePng(portrait))));
  assert.equal(parsed(response).data?.face_count, 1);
});

test('transparent pixels too: they are laid over white', async () => {
  const { width, height } = portrait;
  const faded = { width, height, data: portrait.data.map((value, index) => (index % 4 === 3 ? 160 + (index % 90) : value)) };
  const response = await responseText(beginPixels(faded));
  assert.equal(response, await responseText(begin(encodePng(faded))));
  assert.notEqual(response, await responseText(beginPixels(portrait)));
});

// Their scans of single bits are read by a loop of our own.
test('a progressive JPEG gives the very bytes of the response that a baseline one of the same coefficients gives', async () => {
  const grain = normalNumbers(1);
  const { width, height } = portrait;
  const grainy = Uint8ClampedArray.from(portrait.data, (value, index) => (index % 4 === 3 ? value : value + 8 * grain()));
  for (const quality of [40, 80, 97]) {
    for (const chromaSubsampling of ['4:2:0', '4:4:4']) {
      const [baseline = '', progressive] = await Promise.all([false, true].map(async (progressive) => {
        const pixels = sharp(grainy, { raw: { width, height, channels: 4 } });
        return responseText(begin(await pixels.jpeg({ quality, chromaSubsampling, progressive }).toBuffer()));
      }));
      assert.equal(progressive, baseline);
      assert.equal(parsed(baseline).data?.face_count, 1);
    }
  }
});

test('pixels with a side outside the limits get no memory, and are refused: FILE_RESOLUTION_EXCEEDS_LIMITS', () => {
  const { smallestSide, largestSide } = core.limits();
  for (const [width, height] of [[0, 0], [smallestSide - 1, 100], [100, largestSide + 1], [-100, 100], [2 ** 31 - 1, 2 ** 31 - 1]] as const) {
    using(new core.Pixels(width, height), (pixels) => {
      assert.equal(pixels.bytes().length, 0);
      const message = assertRefusal(parsed(core.Analysis.ofPixels(pixels, everything, oneThread).response()), 413, 'FILE_RESOLUTION_EXCEEDS_LIMITS');
      assert.ok(message.includes(`${width} x ${height}`), message);
    });
  }
});

test('pixels that were analysed are not there a second time', () => {
  using(new core.Pixels(100, 100), (pixels) => {
    core.Analysis.ofPixels(pixels, everything, oneThread).delete();
    assert.equal(pixels.bytes().length, 0);
    const again = core.Analysis.ofPixels(pixels, everything, oneThread);
    assertRefusal(parsed(again.response()), 400, 'MISSING_PARAMETERS');
    again.delete();
  });
});

test('a file for which there is no memory is refused: ERROR_INSUFFICIENT_RESOURCES', () => {
  for (const length of [2 ** 31 - 2 ** 16, 2 ** 32 - 1]) {
    using(new core.Photograph(length), (photograph) => {
      assert.equal(photograph.bytes().length, 0);
      assertRefusal(parsed(core.refusalOf(photograph)), 503, 'ERROR_INSUFFICIENT_RESOURCES');
      const analysis = new core.Analysis(photograph, everything, oneThread);
      assertRefusal(parsed(analysis.response()), 503, 'ERROR_INSUFFICIENT_RESOURCES');
      analysis.delete();
    });
  }
});

test('a file of which only the beginning was read is refused with its whole length', () => {
  const beginning = readFileSync(samplePath(1)).subarray(0, 1000);
  using(new core.Photograph(beginning.length, 6_000_000_000), (photograph) => {
    photograph.bytes().set(beginning);
    const analysis = new core.Analysis(photograph, everything, oneThread);
    assert.match(assertRefusal(parsed(analysis.response()), 413, 'FILE_SIZE_EXCEEDS_LIMIT'), /6000000000 bytes/);
    analysis.delete();
  });
});

/** What `refusalOf` says of a file's bytes. */
function refusalOf(bytes: Uint8Array, wholeLength = 0): string {
  return using(new core.Photograph(bytes.length, wholeLength), (photograph) => {
    photograph.bytes().set(bytes);
    return core.refusalOf(photograph);
  });
}

test('refusalOf tells every refusal that needs no network, and leaves the file as it is', () => {
  const photograph = readFileSync(samplePath(1));
  const refused = (bytes: Uint8Array, status: number, code: string, wholeLength = 0): void => {
    assertRefusal(parsed(refusalOf(bytes, wholeLength)), status, code);
  };
  refused(new Uint8Array(), 400, 'MISSING_PARAMETERS');
  refused(photograph.subarray(0, 100), 413, 'FILE_SIZE_EXCEEDS_LIMIT', core.limits().maximumFileBytes + 1);
  refused(encodePng(blank(32, 100)), 413, 'FILE_RESOLUTION_EXCEEDS_LIMITS');
  refused(Buffer.from('GIF89a'), 415, 'UNSUPPORTED_FILE_TYPES');
  refused(photograph.subarray(0, photograph.length / 2), 422, 'FILE_DECODING_FAILURE');

  using(new core.Photograph(photograph.length), (file) => {
    file.bytes().set(photograph);
    assert.equal(core.refusalOf(file), '');
    assert.deepEqual(Buffer.from(file.bytes()), photograph);
  });
});

test('refusalOf frees the picture that it decoded', () => {
  const large = encodePng(blank(2000, 1500));
  refusalOf(large);
  const before = memoryBytes();
  for (let run = 0; run < 20; run += 1) assert.equal(refusalOf(large), '');
  assert.equal(memoryBytes(), before);
});

test("refuse gives the envelope of each of the contract's codes, the remote API's own too", () => {
  const statuses = {
    MISSING_PARAMETERS: 400, ERROR_INVALID_PARAMETER: 400, ERROR_USER_NOT_EXISTS: 401, ERROR_USER_LOCKED: 403, FILE_SIZE_EXCEEDS_LIMIT: 413,
    FILE_RESOLUTION_EXCEEDS_LIMITS: 413, UNSUPPORTED_FILE_TYPES: 415, FILE_DECODING_FAILURE: 422, ERROR_NO_FACE_IN_FILE: 422,
    ERROR_FACE_SIZE_RATIO_NOT_MET: 422, ERROR_NOT_ENOUGH_CREDITS: 429, EXCEEDING_LIMITS: 429, PROCESSING_FAILURE: 500, AI_SERVICE_ERROR: 502,
    ERROR_INSUFFICIENT_RESOURCES: 503, AI_SERVICE_TIMEOUT: 504,
  };
  for (const [code, status] of Object.entries(statuses)) {
    assert.equal(assertRefusal(parsed(core.refuse(code, 'This is why – exactly.')), status, code), 'This is why – exactly.');
  }
  assert.equal(core.refuse('NO_SUCH_CODE', 'This is why.'), '');
  assert.equal(core.refuse('', 'This is why.'), '');
});

test("limits are the contract's", () => {
  assert.deepEqual(core.limits(), {
    maximumFileBytes: 20 * 1024 * 1024, smallestSide: 33, largestSide: 4095, contractFace: 64, smallestFace: 8, largestFace: 4096, mostFaces: 1000,
  });
});
