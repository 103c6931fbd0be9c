import type { Answerer } from '../interface.js';
import type { FaceAnalyzerResponse } from '../response.js';

/** Beside the response, not in it: that is exactly the API's. */
const answerers = new WeakMap<FaceAnalyzerResponse, Answerer>();

export function markAnswer(response: FaceAnalyzerResponse, answerer: Answerer): void {
  answerers.set(response, answerer);
}

/** Who gave a response; undefined for what did not come from an analyzer, a copy of a response for one. */
export function answeredBy(response: FaceAnalyzerResponse): Answerer | undefined {
  return answerers.get(response);
}
