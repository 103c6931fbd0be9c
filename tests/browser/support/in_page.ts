/** What the tests need inside the page, which gets this file as a script of its own. */
import type { CreateOptions } from '../../../web/interface.js';

/** An exception, as much of it as a test wants to know. */
export interface Failure {
  readonly name: string;
  readonly code: unknown;
  readonly message: string;
  /** Of the class that the package exports. */
  readonly ours: boolean;
}

export async function fetchBlob(path: string): Promise<Blob> {
  return (await fetch(path)).blob();
}

/** An analyzer's whole life: the JSON of its response to a photograph, exact, to be compared with Node's. */
export async function answer(options: CreateOptions = {}, photograph = 'face.png'): Promise<string> {
  const analyzer = await faceAnalyzer.createFaceAnalyzer({ exact: true, ...options });
  try {
    return JSON.stringify(await analyzer.analyze(await fetchBlob(`/photographs/${photograph}`)));
  } finally {
    await analyzer.dispose();
  }
}

/** What a promise rejects with; null where it is fulfilled. */
export async function failureOf(promise: Promise<unknown>): Promise<Failure | null> {
  try {
    await promise;
    return null;
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message, code: (error as { code?: unknown }).code, ours: error instanceof faceAnalyzer.FaceAnalyzerError };
  }
}
