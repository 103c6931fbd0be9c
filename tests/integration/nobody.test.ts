// Pictures of nobody: the more places a picture has for a chance likeness, the less is one to be believed, and where a thing alone looks like a head the
// recognition network has to bear it out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzer } from '../support/analysis.js';
import { pattern, patternNames } from '../support/patterns.js';
import { thing } from '../support/things.js';

for (const name of patternNames) {
  test(`nobody is seen in ${name}`, async () => {
    const { response } = await analyzer.inspect(await pattern(name, { width: 3000, height: 2250 }));
    assert.equal(response.error_code_str, 'FILE_CONTENT_NON_COMPLIANCE');
  });
}

for (const [name, seed] of [['apple', 12], ['apple', 36], ['clock', 24], ['clock', 43]] as const) {
  test(`nobody is seen in ${name} ${seed}, which the detector takes for a face`, async () => {
    const picture = await thing(name, seed);
    const { response } = await analyzer.inspect(picture);
    assert.equal(response.error_code_str, 'FILE_CONTENT_NON_COMPLIANCE');
    const { faces } = await analyzer.inspect(picture, { attributes: ['landmarks'] });
    assert.equal(faces.length, 1, 'for landmarks alone that network is not run');
  });
}
