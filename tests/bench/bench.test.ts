import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UsageError } from '../../web/cli/arguments.js';
import { quantile } from '../evaluate/statistics.js';
import { optionsOf } from './options.js';
import { median, pairedRatio } from './statistics.js';
import { hostileTable, stageTable, workTable } from './table.js';

test('a quantile lies between two numbers where it falls there, in whatever order they come', () => {
  assert.equal(median([5, 1, 3]), 3);
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.deepEqual([0, 0.25, 1].map((share) => quantile([40, 10, 30, 20, 50], share)), [10, 20, 50]);
  assert.ok(Number.isNaN(median([])));
});

test('a busy minute is everybody\'s: the ratio is the median of the pairs\' own', () => {
  assert.equal(pairedRatio([10, 100, 10], [20, 200, 40]), 0.5);
  assert.throws(() => pairedRatio([1], [1, 2]), RangeError);
});

const works = {
  portrait: { milliseconds: { ours: [50, 60, 70], human: [100, 100, 100] }, faces: { ours: 1, human: 1 }, stages: [{ decode: 7, search: 3 }, { decode: 9, search: 3 }, { decode: 8, search: 4 }] },
};

test('a table has our median with its quartiles, and beside each peer the ratio', () => {
  assert.match(workTable({ works }), /^\| portrait \| 60 \(55-65\) \| human 100: \*\*0\.60\*\* \|$/m);
  assert.match(stageTable({ works }), /^\| ms \| decode \| search \|\n.*\n\| portrait \| 8 \| 3 \|$/m);
});

test('a hostile file stands beside the honest photograph of the same round', () => {
  const hostile = { bomb: { bytes: 20e6, hostile: [300, 900, 300], honest: [100, 300, 100], decoding: [200, 600, 200], peakMemory: 5e8, refusal: '' } };
  assert.match(hostileTable({ hostile }), /^\| bomb \| 20 MB \| 300 \(300-600\) \| \*\*3\.0\*\* \| 200 \| 500 MB \| analysed \|$/m);
});

test('options that are none are refused', () => {
  assert.equal(optionsOf([]).rounds, 5);
  assert.throws(() => optionsOf(['--rounds', '0']), UsageError);
  assert.throws(() => optionsOf(['--fast']), UsageError);
  assert.throws(() => optionsOf(['--write', '--only', 'x']), UsageError);
});
