import type { AnalyzeOptions } from '../interface.js';
import type { FaceAnalyzerResponse } from '../response.js';
import { type Answer, unexpected } from './answer.js';
import { dataOf, isObject, type Json, WrongShape } from './response_data.js';

/**
 * The answer as the local engine would have written it. Of the envelope's versions the older ones tell the status three
 * times and the code twice, the newest tells the code alone and leaves the status to HTTP: what is missing is filled in
 * from what is there. The API's own ids stay.
 * @throws FaceAnalyzerError 'remote-failed' where the answer is neither a refusal nor faces
 */
export function responseOf(answer: Answer, options: AnalyzeOptions): FaceAnalyzerResponse {
  if (answer.redirect !== null) throw unexpected('is a redirection', answer);
  const envelope = parsed(answer);
  try {
    const status = refusalStatus(envelope, answer.status);
    return status === null ? analysed(envelope, options) : refused(envelope, status);
  } catch (error) {
    throw error instanceof WrongShape ? unexpected(error.message, answer) : error;
  }
}

function parsed(answer: Answer): Json {
  let value: unknown;
  try {
    value = JSON.parse(answer.text);
  } catch {
    throw unexpected('is not JSON', answer);
  }
  if (!isObject(value)) throw unexpected('is not an object', answer);
  return value;
}

/** The status of a refusal, by whatever tells it; null where all is well. */
function refusalStatus(envelope: Json, http: number): number | null {
  const told = [detailOf(envelope)['status_code'], envelope['error_code'], http];
  return told.find((status): status is number => typeof status === 'number' && status >= 400 && status <= 599) ?? null;
}

function detailOf({ error_detail: detail }: Json): Json {
  return isObject(detail) ? detail : {};
}

function refused(envelope: Json, status: number): FaceAnalyzerResponse {
  const { code, code_message, message } = detailOf(envelope);
  const name = text(code) || text(envelope['error_code_str']);
  if (name === '') throw new WrongShape('names no code of a refusal');
  const meaning = text(code_message) || text(envelope['error_msg']) || name;
  const reason = text(message) || text(envelope['error_msg']) || meaning;
  return {
    ...idsOf(envelope),
    error_code: status,
    error_code_str: text(envelope['error_code_str']) || name,
    error_msg: text(envelope['error_msg']) || `${meaning} - ${reason}`,
    error_detail: { status_code: status, code: name, code_message: meaning, message: reason },
  };
}

function analysed(envelope: Json, options: AnalyzeOptions): FaceAnalyzerResponse {
  return {
    ...idsOf(envelope),
    error_code: 0,
    error_code_str: '',
    error_msg: '',
    error_detail: { status_code: 200, code: '', code_message: '', message: '' },
    image_width: side(envelope['image_width']),
    image_height: side(envelope['image_height']),
    data: dataOf(envelope['data'], options),
  };
}

function idsOf({ request_id, log_id }: Json): Pick<FaceAnalyzerResponse, 'request_id' | 'log_id'> {
  return { request_id: text(request_id), log_id: text(log_id) };
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The API itself leaves a side 0 that it does not tell. */
function side(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
