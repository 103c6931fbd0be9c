import assert from 'node:assert/strict';
import { test } from 'node:test';
import { weighAll } from '../../web/package/sizes.js';

test('what a page downloads stays within its budget, compressed', async () => {
  const weights = await weighAll();
  const over = weights.filter(({ compressed, most }) => most !== undefined && compressed > most);
  assert.deepEqual(over, []);
  assert.ok(weights.filter(({ most }) => most !== undefined).length >= 3, 'JavaScript, our WebAssembly and the whole have a budget');
});
