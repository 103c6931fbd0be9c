import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UsageError } from '../../web/cli/arguments.js';
import { optionsOf } from './options.js';
import { kindsOfPhotographs } from './photographs.js';
import { mostGrowth, soak } from './soak.js';

/** What every clone has: what the tests make, and the samples. */
const kinds = kindsOfPhotographs().slice(0, 2);

for (const inline of [false, true]) {
  test(`${inline ? 'inline' : 'in a worker'}, 60 calls at random, with aborts and broken engines, each get their one right answer, in steady memory`, async () => {
    const { calls, counts, memory: [warm, end] } = await soak({ seed: 2, kinds, inline, warmUp: 30, goesOn: (begun) => begun < 60 });
    assert.deepEqual([calls, counts.answered + counts.refused + counts.aborted + counts.broken], [60, 60]);
    for (const count of [counts.answered, counts.refused, counts.aborted, counts.broken, counts.repetitions]) assert.ok(count > 0, JSON.stringify(counts));
    assert.ok(end - warm < mostGrowth, `${end - warm} MB more`);
  });
}

test('minutes or calls, a seed, and nothing else', () => {
  assert.equal(optionsOf(['7']).minutes, 7);
  assert.deepEqual(optionsOf(['--calls', '5000', '--seed', '3', '--inline']), { minutes: 5, calls: 5000, seed: 3, inline: true, help: false });
  for (const wrong of [['a'], ['0'], ['1', '2'], ['1', '--calls', '2'], ['--seed', '-1'], ['--speed']]) {
    assert.throws(() => optionsOf(wrong), UsageError, wrong.join(' '));
  }
});
