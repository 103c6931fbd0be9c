import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindsOfPhotographs } from './photographs.js';
import { mostGrowth, soak } from './soak.js';

for (const inline of [false, true]) {
  test(`${inline ? 'inline' : 'in a worker'}, 60 calls at random, aborts and broken engines among them, each get their one right answer, in steady memory`, async () => {
    const { calls, counts, memory: [warm, end] } = await soak({ seed: 9, kinds: kindsOfPhotographs(), inline, warmUp: 30, goesOn: (begun) => begun < 60 });
    assert.equal(counts.answered + counts.refused + counts.aborted + counts.broken, calls);
    for (const count of [counts.answered, counts.refused, counts.aborted, counts.broken]) assert.ok(count > 0, JSON.stringify(counts));
    assert.ok(end - warm < mostGrowth, `${end - warm} MB more`);
  });
}
