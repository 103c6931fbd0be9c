import assert from 'node:assert/strict';
import { test } from 'node:test';
import { soakedInPage } from '../soak/page.js';
import { kindsOfPhotographs } from '../soak/photographs.js';
import { soak } from '../soak/soak.js';

/** What every clone has: what the tests make, and the samples. */
const kinds = kindsOfPhotographs().slice(0, 2);

test('in a page, 40 calls at random, with aborts and broken engines, each get their one right answer, in steady memory', async () => {
  const subject = await soakedInPage({ inline: false, gpu: false });
  const { calls, counts, memory: [warm, end] } = await soak(subject, { seed: 2, kinds, warmUp: 20, goesOn: (begun) => begun < 40 });
  assert.deepEqual([calls, counts.answered + counts.refused + counts.aborted + counts.broken], [40, 40]);
  for (const count of [counts.answered, counts.refused, counts.aborted, counts.harms]) assert.ok(count > 0, JSON.stringify(counts));
  assert.ok(end - warm < subject.mostGrowth, `${end - warm} MB more`);
});
