import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { repositoryRoot } from '../../models/manifest.js';
import type { FaceAnalyzerResponse } from '../../web/response.js';

const schema = JSON.parse(readFileSync(new URL('web/response.schema.json', repositoryRoot), 'utf8')) as Record<string, unknown>;
const validate = new Ajv({ allErrors: true }).compile<FaceAnalyzerResponse>(schema);

/** What web/response.schema.json has against a response, or an empty list. */
export function schemaErrors(response: unknown): string[] {
  validate(response);
  return (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
}

/** Asserts that a response is one by web/response.schema.json. */
export function assertValid(response: unknown): asserts response is FaceAnalyzerResponse {
  assert.deepEqual(schemaErrors(response), []);
}
