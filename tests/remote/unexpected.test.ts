import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRemoteAnalyzer } from 'local-face-analyzer';
import { fullAnswer, newestAnswer, oneFace } from '../support/envelopes.js';
import { images } from '../support/images.js';
import { rejectionOf } from '../support/rejection.js';
import { answering, standIn } from '../support/stand_in.js';

const html = { 'content-type': 'text/html; charset=utf-8' } as const;

// What comes, and what the error says of it.
const unexpected: Readonly<Record<string, readonly [status: number, body: unknown, says: RegExp, headers?: Readonly<Record<string, string>>]>> = {
  'an HTML page': [200, '<!doctype html><title>Welcome</title>', /is not JSON: status 200, text\/html; charset=utf-8, "<!doctype html><title>Welcome/, html],
  'an HTML page that says 404': [404, '<h1>Not found</h1>', /is not JSON: status 404/, html],
  'JSON that ends too soon': [200, '{"request_id": "1', /is not JSON: status 200, application\/json, "{\\"request_id\\": \\"1"/],
  'nothing': [200, '', /is not JSON: status 200, application\/json, ""/],
  'JSON that is no object': [200, '[1]', /is not an object/],
  'success without data': [200, { ...newestAnswer(), data: undefined }, /has no data/],
  'a failure without a code': [500, { message: 'oops' }, /names no code.*status 500.*oops/],
  'data without a list': [200, fullAnswer({ ...oneFace, age_list: undefined }), /has no list of 1 numbers as age_list/],
  'data without the scores': [200, fullAnswer({ ...oneFace, qualities: [] }), /has no data\.qualities/],
  'a list of another length': [200, fullAnswer({ ...oneFace, pupils: [1, 2, 3] }), /has no list of 6 numbers as pupils/],
  'a list of texts': [200, fullAnswer({ ...oneFace, gender_list: ['male'] }), /has no list of 1 numbers as gender_list/],
  'a count that is none': [200, fullAnswer({ ...oneFace, face_count: -1 }), /has no whole number as data\.face_count/],
  "another product's answer": [200, newestAnswer({ face_detail_infos: [] }), /has no data\.qualities/],
  'a way to elsewhere': [302, '', /is a redirection: status 302.*redirected to https:\/\/elsewhere\.example\//, { location: 'https://elsewhere.example/' }],
};

for (const [what, [status, body, says, headers]] of Object.entries(unexpected)) {
  test(`${what} is an error that says what came`, async (t) => {
    const api = await standIn(t, answering(status, body, headers));
    const error = await rejectionOf(createRemoteAnalyzer({ endpoint: api.endpoint }).analyze(images.png));
    assert.equal(error.code, 'remote-failed');
    assert.match(error.message, says);
    assert.equal(api.requests.length, 1, 'nobody is followed, and nothing asked again');
  });
}

test('of what came 200 characters are shown', async (t) => {
  const api = await standIn(t, answering(200, 'a'.repeat(199) + 'bcd', html));
  await assert.rejects(createRemoteAnalyzer({ endpoint: api.endpoint }).analyze(images.png), /"a{199}b"$/);
});

test('a server that cannot be reached is an error with its cause', async (t) => {
  const { endpoint } = await standIn(t, answering(200, ''));
  const closed = endpoint.replace(/:\d+/, ':1');
  const error = await rejectionOf(createRemoteAnalyzer({ endpoint: closed, retries: 0 }).analyze(images.png));
  assert.equal(error.code, 'remote-failed');
  assert.ok(error.cause instanceof Error);
});
