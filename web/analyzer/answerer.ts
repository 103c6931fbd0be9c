import type { Answerer } from '../interface.js';
import type { FaceAnalyzerResponse } from '../response.js';

/** Beside the response, not in it: that is exactly the API's. */
const answerers = new WeakMap<FaceAnalyzerResponse, Answerer>();

/** The response, of which it is known from now on who gave it. */
export function markAnswer(response: FaceAnalyzerResponse, answerer: Answerer): FaceAnalyzerResponse {
  answerers.set(response, answerer);
  return response;
}

/** Who gave a response; undefined for what did not come from an analyzer, a copy of a response for one. */
export function answeredBy(response: FaceAnalyzerResponse): Answerer | undefined {
  return answerers.get(response);
}
