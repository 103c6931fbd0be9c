import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { engineThreads, harm, harmNextPool } from '../support/engine_threads.js';
import { trapCores } from '../support/fragile_core.js';

import { assertRefusal } from '../support/analysis.js';
import { samplePath } from '../support/files.js';
import { images } from '../support/images.js';
import { assertValid } from '../support/schema.js';

const { createFaceAnalyzer } = await import('local-face-analyzer');
const group = readFileSync(samplePath(3));
const expected = await (async () => {
  await using analyzer = await createFaceAnalyzer({ threads: 1 });
  return JSON.stringify(await analyzer.analyze(images.jpeg));
})();

for (const threads of [1, 2]) {
  for (const [way, status, code, says] of [
    ['kill', 500, 'PROCESSING_FAILURE', /thread ended with 1$/],
    ['trap', 500, 'PROCESSING_FAILURE', /^The engine broke down: .*(table|null function|signature)/],
    ['exhaust', 503, 'ERROR_INSUFFICIENT_RESOURCES', /memory/],
  ] as const) {
    test(`in a worker of ${threads} threads, ${way}: the photograph is refused by ${code}, and the others are answered as ever`, async () => {
      await using analyzer = await createFaceAnalyzer({ threads });
      const [broken, waiting] = [analyzer.inspect(group), analyzer.analyze(images.jpeg)];
      await new Promise(setImmediate);
      const thread = engineThreads().at(-1);
      assert.ok(thread);
      harm(thread, way);
      const { response, faces, timings } = await broken;
      assertValid(response);
      assert.match(assertRefusal(response, status, code), says);
      assert.deepEqual([faces, timings], [[], null]);
      assert.equal(JSON.stringify(await waiting), expected);
      assert.equal(JSON.stringify(await analyzer.analyze(images.jpeg)), expected);
      assert.equal(analyzer.capabilities().threads, threads);
    });
  }
}

test("a trap in a thread of the core's pool refuses the photograph, whose engine waits for it in vain, and the others are answered as ever", async () => {
  harmNextPool();
  await using analyzer = await createFaceAnalyzer({ threads: 2 });
  const [broken, waiting] = [analyzer.analyze(group), analyzer.analyze(images.jpeg)];
  assert.match(assertRefusal(await broken, 500, 'PROCESSING_FAILURE'), /^The engine broke down: (one of its threads crashed|.*(table|null function))/);
  assert.equal(JSON.stringify(await waiting), expected);
  assert.equal(analyzer.capabilities().restarts, 1);
});

test('inline, a trap poisons the core: it is started anew, and answers as ever', async () => {
  await using analyzer = await createFaceAnalyzer({ worker: false });
  for (let time = 0; time < 2; time += 1) {
    const [broken, waiting] = [analyzer.analyze(group), analyzer.analyze(images.jpeg)];
    trapCores();
    assertRefusal(await broken, 500, 'PROCESSING_FAILURE');
    assert.equal(JSON.stringify(await waiting), expected);
  }
});

test('disposed of while its engine is replaced, an analyzer leaves no thread behind', async () => {
  const analyzer = await createFaceAnalyzer({ threads: 2 });
  const [broken] = [analyzer.analyze(group)];
  await new Promise(setImmediate);
  const [thread] = engineThreads();
  assert.ok(thread);
  harm(thread, 'kill');
  assert.equal((await broken).error_code, 500);
  await analyzer.dispose();
  while (engineThreads().length > 0) await new Promise(setImmediate);
});
