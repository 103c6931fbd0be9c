import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { createRemoteAnalyzer, FaceAnalyzerError } from 'local-face-analyzer';
import { createProxy } from 'local-face-analyzer/proxy';
import { fullAnswer, newestRefusal } from '../support/envelopes.js';
import { images } from '../support/images.js';
import { rejectionOf } from '../support/rejection.js';
import { answering, standIn } from '../support/stand_in.js';

const apiKey = 'k3y-0f/the-account';

/** Whether a thing shows the key anywhere, where Node prints all of it. */
const shows = (thing: unknown): boolean => inspect(thing, { depth: Infinity, showHidden: true }).includes(apiKey);

/** Whether an exception is about wrong use, and keeps the key to itself. */
const refused = (error: unknown): boolean => error instanceof FaceAnalyzerError && error.code === 'invalid-argument' && !shows(error);

/** Gives this process a browser's mark for a test. */
function pretend(name: 'document' | 'navigator', value: unknown, run: () => void): void {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { value, configurable: true });
  try {
    run();
  } finally {
    if (before === undefined) Reflect.deleteProperty(globalThis, name);
    else Object.defineProperty(globalThis, name, before);
  }
}

const browsers = { 'a page': ['document', {}], 'a worker': ['navigator', { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156' }] } as const;

for (const [browser, [name, value]] of Object.entries(browsers)) {
  test(`in ${browser} no key is taken, by whatever option, nor told`, () => {
    pretend(name, value, () => {
      const endpoint = 'https://api.example/';
      assert.throws(() => createRemoteAnalyzer({ endpoint, apiKey }), refused);
      assert.throws(() => createRemoteAnalyzer({ endpoint, headers: { 'AILabAPI-API-Key': apiKey } }), refused);
      assert.throws(() => createProxy({ apiKey }), refused);
      createRemoteAnalyzer({ endpoint });
    });
  });
}

test('a key that no header can hold is wrong use, and not told', () => {
  for (const damaged of [`${apiKey}\n`, `${apiKey} `, `${apiKey}\u2603`, '']) {
    assert.throws(() => createRemoteAnalyzer({ endpoint: 'https://api.example/', apiKey: damaged }), refused);
    assert.throws(() => createRemoteAnalyzer({ endpoint: 'https://api.example/', headers: { 'x-secret': `${apiKey}\n${apiKey}` } }), refused);
    assert.throws(() => createProxy({ apiKey: damaged }), refused);
  }
});

test('an answer that repeats the key: it is struck out of the response', async (t) => {
  const api = await standIn(t, answering(401, newestRefusal('ERROR_USER_NOT_EXISTS', 'Unknown.', `There is no ${apiKey}.`)));
  const response = await createRemoteAnalyzer({ endpoint: api.endpoint, apiKey }).analyze(images.png);
  assert.equal(response.error_detail.message, 'There is no [key].');
  assert.ok(!shows(response));
});

// What may come that holds the key, with the escapes that JSON allows among them.
const leaks = {
  'a page': [200, `<p>${apiKey}</p>`, { 'content-type': 'text/html' }],
  'escapes': [401, `{"error_detail":{"code":"X","message":"${apiKey.replace('/', '\\/')}"}}`, {}],
  'more escapes': [401, `{"error_detail":{"code":"X","message":"${apiKey.replace('k', '\\u006B')}"}}`, {}],
  'a way to elsewhere': [302, '', { location: `https://elsewhere.example/?key=${apiKey}` }],
  'a content type': [200, 'x', { 'content-type': `text/${apiKey}` }],
  'the end of what is shown': [200, 'a'.repeat(190) + apiKey, { 'content-type': 'text/plain' }],
} as const;

for (const [what, [status, body, headers]] of Object.entries(leaks)) {
  test(`an error about ${what} with the key does not tell it`, async (t) => {
    const api = await standIn(t, answering(status, body, headers));
    const error = await rejectionOf(createRemoteAnalyzer({ endpoint: api.endpoint, apiKey }).analyze(images.png));
    assert.equal(error.code, 'remote-failed');
    assert.ok(!shows(error), inspect(error));
    assert.ok(!String(error).includes('k3y'), 'no piece of it either');
  });
}

test('a fetch whose exception tells the key is not quoted', async () => {
  const analyzer = createRemoteAnalyzer({
    endpoint: 'https://api.example/',
    apiKey,
    retries: 0,
    fetch: async () => {
      throw new Error(`cannot send ${apiKey}`, { cause: new Error(apiKey) });
    },
  });
  const error = await rejectionOf(analyzer.analyze(images.png));
  assert.ok(!shows(error), inspect(error));
});

test('neither client nor proxy shows the key to whoever prints it', () => {
  assert.ok(!shows(createRemoteAnalyzer({ endpoint: 'https://api.example/', apiKey })));
  assert.ok(!shows(createProxy({ apiKey })));
});

test('an answer that does not repeat the key is left alone', async (t) => {
  const api = await standIn(t, answering(200, fullAnswer()));
  assert.deepEqual(await createRemoteAnalyzer({ endpoint: api.endpoint, apiKey }).analyze(images.png), fullAnswer());
});
