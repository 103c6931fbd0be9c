import assert from 'node:assert/strict';

/** Asserts that two responses say the same, their numbers to two hundredths. */
export function assertAgree(actual: unknown, expected: unknown, where: string): void {
  if (typeof expected === 'number') {
    assert.ok(typeof actual === 'number' && Math.abs(actual - expected) <= 0.02, `${where}: ${String(actual)}, not ${expected}`);
  } else if (typeof expected === 'object' && expected !== null) {
    assert.ok(typeof actual === 'object' && actual !== null, where);
    assert.deepEqual(Object.keys(actual), Object.keys(expected), where);
    for (const [key, value] of Object.entries(expected)) assertAgree((actual as Record<string, unknown>)[key], value, `${where}.${key}`);
  } else {
    assert.equal(actual, expected, where);
  }
}
