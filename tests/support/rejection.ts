import assert from 'node:assert/strict';
import { FaceAnalyzerError } from 'local-face-analyzer';

/** The package's exception that a promise must reject with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<FaceAnalyzerError> {
  const outcome = await promise.then(
    (value) => assert.fail(`there is a result: ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  assert.ok(outcome instanceof FaceAnalyzerError, String(outcome));
  return outcome;
}
