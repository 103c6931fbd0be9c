/** One call to an analyzer: in this process, or in a page, which gets this file as a script of its own. */
import type { AnalyzeOptions, FaceAnalyzer, ImageInput, Inspection } from '../../web/interface.js';

/** How a call rejected. */
export interface Rejection {
  readonly rejectedWith: string;
  /** Whether its signal had been aborted, and whether that one's reason is what it rejected with. */
  readonly isAborted: boolean;
  readonly isReason: boolean;
}

/** @param abortAfter milliseconds after which it is aborted, 0 before it begins; null for never */
export async function ask(analyzer: FaceAnalyzer, image: ImageInput, options: AnalyzeOptions, abortAfter: number | null): Promise<Inspection | Rejection> {
  const controller = new AbortController();
  const { signal } = controller;
  const abort = (): void => controller.abort(new Error(`aborted after ${abortAfter} ms`));
  if (abortAfter === 0) abort();
  const call = analyzer.inspect(image, { ...options, signal });
  const timer = abortAfter === null ? undefined : setTimeout(abort, abortAfter);
  try {
    return await call;
  } catch (error) {
    return { rejectedWith: String(error), isAborted: signal.aborted, isReason: error === signal.reason };
  } finally {
    clearTimeout(timer);
  }
}
