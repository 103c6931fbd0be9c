import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRemoteAnalyzer } from 'local-face-analyzer';
import { assertLengths, assertMeasured } from '../support/lengths.js';
import { fullAnswer, ids, newestAnswer, newestRefusal, oneFace, publishedRefusal, twoFaces } from '../support/envelopes.js';
import { images } from '../support/images.js';
import { assertValid } from '../support/schema.js';
import { answering, standIn } from '../support/stand_in.js';

test('the image goes as the one field of a form, with a name and a type by its bytes, the key in its header', async (t) => {
  const api = await standIn(t, answering(200, fullAnswer()));
  const analyzer = createRemoteAnalyzer({ endpoint: api.endpoint, apiKey: 'secret-1', headers: { authorization: 'Bearer me' } });
  await analyzer.analyze(images.jpeg);
  await analyzer.analyze(images.png);
  await analyzer.analyze(images.bmp);
  const expected = [
    ['image.jpg', 'image/jpeg', images.jpeg],
    ['image.png', 'image/png', images.png],
    ['image.bmp', 'image/bmp', images.bmp],
  ] as const;
  assert.equal(api.requests.length, expected.length);
  for (const [index, [name, type, bytes]] of expected.entries()) {
    const { method, headers, fields, image } = api.requests[index] ?? assert.fail();
    assert.equal(method, 'POST');
    assert.equal(headers['ailabapi-api-key'], 'secret-1');
    assert.equal(headers.authorization, 'Bearer me');
    assert.deepEqual(fields, ['image']);
    assert.deepEqual([image?.name, image?.type], [name, type]);
    assert.deepEqual(new Uint8Array((await image?.arrayBuffer()) ?? []), bytes);
  }
});

test('without a key there is no header for it', async (t) => {
  const api = await standIn(t, answering(200, fullAnswer()));
  await createRemoteAnalyzer({ endpoint: api.endpoint }).analyze(images.png);
  assert.equal(api.requests[0]?.headers['ailabapi-api-key'], undefined);
});

for (const [version, body, width] of [['with every field', fullAnswer(), 600], ['the newest', newestAnswer(), 0]] as const) {
  test(`an answer in the envelope's version ${version} becomes the local answer's shape, its ids kept`, async (t) => {
    const api = await standIn(t, answering(200, body));
    const response = await createRemoteAnalyzer({ endpoint: api.endpoint }).analyze(images.png);
    assertValid(response);
    assert.deepEqual(response, { ...fullAnswer(), image_width: width, image_height: width && 800 });
    assert.deepEqual(Object.keys(response), Object.keys(fullAnswer()), 'in the same order too');
  });
}

test('fields that the contract does not know are left out', async (t) => {
  const api = await standIn(t, answering(200, { ...fullAnswer({ ...oneFace, blinks: [1] }), cost: 2 }));
  const response = await createRemoteAnalyzer({ endpoint: api.endpoint }).analyze(images.png);
  assert.deepEqual(response, fullAnswer());
});

test('only the faces and attributes that were asked for are answered, though the API answers all', async (t) => {
  const api = await standIn(t, answering(200, fullAnswer(twoFaces)));
  const { data } = await createRemoteAnalyzer({ endpoint: api.endpoint }).analyze(images.png, { maxFaces: 1, attributes: ['age', 'landmarks'] });
  assert.ok(data);
  assert.equal(data.face_count, 1);
  assertLengths(data);
  assertMeasured(data, ['age', 'landmarks']);
  assert.deepEqual(data.landmarks, oneFace.landmarks);
});

test('a refusal in the version with every field is a response, unchanged', async (t) => {
  const api = await standIn(t, answering(422, publishedRefusal));
  const response = await createRemoteAnalyzer({ endpoint: api.endpoint }).analyze(images.png);
  assertValid(response);
  assert.deepEqual(response, publishedRefusal);
});

for (const [status, code] of [[401, 'ERROR_USER_NOT_EXISTS'], [413, 'FILE_SIZE_EXCEEDS_LIMIT'], [422, 'ERROR_NO_FACE_IN_FILE'], [500, 'PROCESSING_FAILURE']] as const) {
  test(`a refusal in the newest version, ${status}, is a response; what it lacks is filled in`, async (t) => {
    const api = await standIn(t, answering(status, newestRefusal(code)));
    const response = await createRemoteAnalyzer({ endpoint: api.endpoint }).analyze(images.png);
    assertValid(response);
    assert.deepEqual(response, {
      ...ids,
      error_code: status,
      error_code_str: code,
      error_msg: 'What it means. - What was wrong.',
      error_detail: { status_code: status, code, code_message: 'What it means.', message: 'What was wrong.' },
    });
    assert.equal(api.requests.length, 1, 'asking again would change nothing');
  });
}

test('a refusal that tells its status in the envelope alone is one', async (t) => {
  const api = await standIn(t, answering(200, publishedRefusal));
  assert.deepEqual(await createRemoteAnalyzer({ endpoint: api.endpoint }).analyze(images.png), publishedRefusal);
});
