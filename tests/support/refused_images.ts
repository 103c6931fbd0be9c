import { readFileSync } from 'node:fs';
import { samplePath } from './files.js';
import { blank, encodePng } from './pictures.js';

/** Images that are refused before any network, by the code of their refusal. */
export const refusedImages = {
  MISSING_PARAMETERS: new Uint8Array(),
  FILE_SIZE_EXCEEDS_LIMIT: new Uint8Array(20 * 1024 * 1024 + 1),
  FILE_RESOLUTION_EXCEEDS_LIMITS: new Uint8Array(encodePng(blank(32, 32))),
  UNSUPPORTED_FILE_TYPES: new TextEncoder().encode('GIF89a, and then nothing'),
  FILE_DECODING_FAILURE: new Uint8Array(readFileSync(samplePath(1)).subarray(0, 10_000)),
} as const;
