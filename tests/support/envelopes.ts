import { readFileSync } from 'node:fs';
import { repositoryRoot } from '../../models/manifest.js';
import type { FaceAnalyzerData } from '../../web/response.js';

// Answers of the API as its stand-in gives them, in the versions of the envelope that there are.

const example = JSON.parse(readFileSync(new URL('tests/fixtures/published-example.json', repositoryRoot), 'utf8')) as { readonly data: FaceAnalyzerData };

export const ids = { request_id: '3645368010', log_id: '76947794' } as const;

/** The data of the published example, with one face. */
export const oneFace: FaceAnalyzerData = example.data;

/** The same face twice. */
export const twoFaces: FaceAnalyzerData = {
  ...(Object.fromEntries(Object.entries(oneFace).map(([name, value]) => [name, doubled(value)])) as unknown as FaceAnalyzerData),
  qualities: Object.fromEntries(Object.entries(oneFace.qualities).map(([name, value]) => [name, doubled(value)])) as unknown as FaceAnalyzerData['qualities'],
  face_count: 2,
};

function doubled(value: unknown): unknown {
  return Array.isArray(value) ? [...(value as unknown[]), ...(value as unknown[])] : value;
}

/** The version with every field. */
export function fullAnswer(data: unknown = oneFace) {
  return {
    ...ids,
    error_code: 0,
    error_code_str: '',
    error_msg: '',
    error_detail: { status_code: 200, code: '', code_message: '', message: '' },
    image_width: 600,
    image_height: 800,
    data,
  };
}

/** The newest version, which tells its status by HTTP alone. */
export function newestAnswer(data: unknown = oneFace) {
  return { ...ids, error_detail: { code: '', code_message: '', message: '' }, data };
}

/** A refusal as it was published. */
export const publishedRefusal = {
  error_code: 422,
  error_code_str: 'FILE_CONTENT_NON_COMPLIANCE',
  error_detail: { status_code: 422, code: 'ERROR_NO_FACE_IN_FILE', code_message: 'No face detected in the file.', message: 'pic not has face' },
  error_msg: 'File content does not meet requirements. - 222202 - pic not has face',
  ...ids,
} as const;

/** A refusal in the newest version. */
export function newestRefusal(code: string, code_message = 'What it means.', message = 'What was wrong.') {
  return { ...ids, error_detail: { code, code_message, message } };
}
