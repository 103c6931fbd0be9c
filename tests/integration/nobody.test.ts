// Large pictures of nobody: the more places a picture has for a chance likeness, the less is one to be believed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzer } from '../support/analysis.js';
import { pattern, patternNames } from '../support/patterns.js';

for (const name of patternNames) {
  test(`nobody is seen in ${name}`, async () => {
    const { response } = await analyzer.inspect(await pattern(name, { width: 3000, height: 2250 }));
    assert.equal(response.error_code_str, 'FILE_CONTENT_NON_COMPLIANCE');
  });
}
