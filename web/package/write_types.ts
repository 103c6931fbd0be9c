/** Writes web/response.ts. */
import { writeFile } from 'node:fs/promises';
import { responseTypes, responseTypesFile } from './response_types.js';

await writeFile(responseTypesFile, await responseTypes());
