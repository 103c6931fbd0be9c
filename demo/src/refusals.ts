/** What a refused picture is told, in plain words. */
import type { FaceAnalyzerResponse } from 'local-face-analyzer';

export interface Refusal {
  readonly title: string;
  readonly accepted: string;
}

const refusals: Readonly<Record<string, Refusal>> = {
  MISSING_PARAMETERS: { title: 'This file is empty', accepted: 'A JPEG, PNG or BMP file with a picture in it.' },
  ERROR_INVALID_PARAMETER: { title: 'A setting is out of its range', accepted: 'From 1 to 1000 faces.' },
  FILE_SIZE_EXCEEDS_LIMIT: { title: 'This file is too large', accepted: 'Files up to 20 MB. Save it smaller or with a lower quality.' },
  UNSUPPORTED_FILE_TYPES: { title: 'This is not a picture of a kind that can be read', accepted: 'JPEG, PNG and BMP pictures. What the file is called does not matter, only what is in it.' },
  FILE_DECODING_FAILURE: { title: 'This picture is damaged', accepted: 'A complete, intact file. Copy or download it once more.' },
  ERROR_NO_FACE_IN_FILE: { title: 'No face was found in this picture', accepted: 'A picture with a face that is well lit, uncovered and at least 64 pixels wide and high.' },
  ERROR_FACE_SIZE_RATIO_NOT_MET: { title: 'The faces in this picture are too small', accepted: 'Faces at least 64 pixels wide and high. Take the picture from nearer, or send it larger.' },
  PROCESSING_FAILURE: { title: 'The analysis failed', accepted: 'The same picture may work again, or a smaller one.' },
  ERROR_INSUFFICIENT_RESOURCES: { title: 'There is not enough memory for this picture', accepted: 'A smaller picture, or this one with fewer pages open.' },
  ERROR_USER_NOT_EXISTS: { title: 'The remote API does not know the proxy’s key', accepted: 'Ask who runs the proxy to check its key.' },
  ERROR_USER_LOCKED: { title: 'The remote API has locked the proxy’s account', accepted: 'Ask who runs the proxy.' },
  ERROR_NOT_ENOUGH_CREDITS: { title: 'The remote API’s credits are used up', accepted: 'Ask who runs the proxy, or switch the remote API off.' },
  EXCEEDING_LIMITS: { title: 'Too many requests at a time', accepted: 'Wait a moment, then try again.' },
  AI_SERVICE_ERROR: { title: 'The remote API failed', accepted: 'Try again later, or switch the remote API off.' },
  AI_SERVICE_TIMEOUT: { title: 'The remote API did not answer in time', accepted: 'Try again later, or switch the remote API off.' },
};

/** Of one code for two faults, and the picture tells which: these are told apart by its smaller side in pixels. */
const resolutions = {
  small: { title: 'This picture is too small', accepted: 'Pictures whose width and height are from 33 to 4095 pixels.' },
  large: { title: 'This picture has too many pixels', accepted: 'Pictures whose width and height are from 33 to 4095 pixels. Save it smaller.' },
} as const;

/** @param message the refusal's own, which names the sides: "The picture is 20 x 20 pixels; ..." */
function resolutionOf(message: string): Refusal {
  const [, width = '0', height = '0'] = /(\d+) x (\d+)/.exec(message) ?? [];
  return Math.max(Number(width), Number(height)) > 4095 ? resolutions.large : resolutions.small;
}

export function refusalOf({ error_detail: { code, code_message, message } }: FaceAnalyzerResponse): Refusal {
  if (code === 'FILE_RESOLUTION_EXCEEDS_LIMITS') return resolutionOf(message);
  return refusals[code] ?? { title: code_message, accepted: message };
}
