import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { repositoryRoot } from '../../models/manifest.js';
import { responseTypes, responseTypesFile } from '../../web/package/response_types.js';
import type { FaceAnalyzerResponse } from '../../web/response.js';
import { assertLengths } from '../support/lengths.js';
import { assertValid, schemaErrors } from '../support/schema.js';

const published = JSON.parse(readFileSync(new URL('tests/fixtures/published-example.json', repositoryRoot), 'utf8')) as FaceAnalyzerResponse;

// As the vendor published it.
const refusal = {
  error_code: 422,
  error_code_str: 'FILE_CONTENT_NON_COMPLIANCE',
  error_detail: { status_code: 422, code: 'ERROR_NO_FACE_IN_FILE', code_message: 'No face detected in the file.', message: 'pic not has face' },
  error_msg: 'File content does not meet requirements. - 222202 - pic not has face',
  log_id: '76947794',
  request_id: '3645368010',
};

function withData(change: Record<string, unknown>): unknown {
  return { ...published, data: { ...published.data, ...change } };
}

test('the response example of the API page is valid', () => {
  assertValid(published);
  assert.ok(published.data);
  assertLengths(published.data);
});

test('the published refusal is valid', () => {
  assertValid(refusal);
});

test("the remote API's answers are valid once they have the envelope's every field", () => {
  const { error_detail } = refusal;
  assertValid({ ...published, request_id: '3645368010', log_id: '76947794', image_width: 0, image_height: 0 });
  assertValid({ ...refusal, error_code: 429, error_detail: { ...error_detail, status_code: 429, code: 'EXCEEDING_LIMITS' } });
  assertValid({ ...refusal, error_code_str: 'ERROR_1001', error_detail: { ...error_detail, code: 'ERROR_1001' } });
});

test('nobody in the photograph may be an answer of the remote API, which numbers its requests, but never a local one', () => {
  const nobody = withData({ face_count: 0 }) as Record<string, unknown>;
  assert.notDeepEqual(schemaErrors(nobody), []);
  assertValid({ ...nobody, request_id: '3645368010' });
});

test('a refusal says in words what was wrong', () => {
  const { error_detail } = refusal;
  assert.notDeepEqual(schemaErrors({ ...refusal, error_msg: '' }), []);
  for (const field of ['code', 'code_message', 'message']) {
    assert.notDeepEqual(schemaErrors({ ...refusal, error_detail: { ...error_detail, [field]: '' } }), [], field);
  }
});

test('what was analysed has none of the words of a refusal', () => {
  for (const field of ['error_code_str', 'error_msg']) assert.notDeepEqual(schemaErrors({ ...published, [field]: 'X' }), [], field);
  for (const [field, value] of Object.entries({ status_code: 422, code: 'X', code_message: 'X', message: 'X' })) {
    assert.notDeepEqual(schemaErrors({ ...published, error_detail: { ...published.error_detail, [field]: value } }), [], field);
  }
});

test('a response has data or an error code, not both and not neither', () => {
  const { data, ...envelope } = published;
  assert.notDeepEqual(schemaErrors(envelope), []);
  assert.notDeepEqual(schemaErrors({ ...refusal, data }), []);
  assert.notDeepEqual(schemaErrors({ ...published, error_code: 422 }), []);
  assert.notDeepEqual(schemaErrors({ ...refusal, error_code: 0 }), []);
  assert.notDeepEqual(schemaErrors({ ...refusal, image_width: 100, image_height: 100 }), []);
  assert.notDeepEqual(schemaErrors({ ...refusal, error_code: 200 }), []);
});

test('every field is needed, and no other is known', () => {
  for (const field of Object.keys(published)) assert.notDeepEqual(schemaErrors({ ...published, [field]: undefined }), [], field);
  for (const field of Object.keys(refusal)) assert.notDeepEqual(schemaErrors({ ...refusal, [field]: undefined }), [], field);
  for (const field of Object.keys(published.data ?? {})) assert.notDeepEqual(schemaErrors(withData({ [field]: undefined })), [], field);
  assert.notDeepEqual(schemaErrors({ ...published, face_detail_infos: [] }), []);
  assert.notDeepEqual(schemaErrors(withData({ embedding: [] })), []);
});

test('values outside their ranges, and fractions where the page says integer, are not valid', () => {
  const wrong: readonly Record<string, unknown>[] = [
    { face_probability_list: [1.01] }, { face_probability_list: [-0.01] }, { age_list: [101] }, { age_list: [39.5] },
    { gender_list: [2] }, { expressions: [2] }, { hat_list: [2] }, { glasses: [3] }, { masks: [-1] }, { beauty_list: [100.5] },
    { landmark_count: 106 }, { dense_feature_length: 512 }, { face_count: 1.5 }, { face_rectangles: [189.5, 152, 307, 412] },
    { pose_list: [0, 0, 180.5] }, { qualities: { ...published.data?.qualities, blur_list: [100.01] } }, { landmarks: ['216.84'] },
  ];
  for (const change of wrong) assert.notDeepEqual(schemaErrors(withData(change)), [], JSON.stringify(change));
});

test('lists that do not go with the number of faces are noticed', () => {
  const wrong: readonly Record<string, unknown>[] = [
    { face_count: 2 }, { pupils: [1, 2, 3] }, { landmark_count: 0 }, { landmarks: [] }, { age_list: [39, 40] }, { pose_list: [91, 0, 0] },
    { face_rectangles: [189, 152, 0, 412] }, { pupils: [1, 2, 3, 4, 5, 6.123] },
  ];
  for (const change of wrong) {
    const response = withData(change);
    assertValid(response);
    assert.throws(() => assertLengths(response.data ?? assert.fail()), assert.AssertionError, JSON.stringify(change));
  }
});

test('the types are those that `npm run types` makes of the schema', async () => {
  assert.equal(readFileSync(responseTypesFile, 'utf8'), await responseTypes());
});
