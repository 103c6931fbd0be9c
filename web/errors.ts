/**
 * What went wrong:
 * - 'invalid-argument': an option or input that can never work;
 * - 'unreadable-input': the image cannot be fetched or read;
 * - 'disposed': the analyzer was disposed of;
 * - 'asset-missing', 'asset-damaged': a file of the package cannot be loaded, or is not what the manifest says;
 * - 'engine-failed': the engine cannot start, or broke down and cannot be replaced;
 * - 'remote-failed': the remote API cannot be reached, or its answer is none.
 */
export type FaceAnalyzerErrorCode =
  | 'invalid-argument'
  | 'unreadable-input'
  | 'disposed'
  | 'asset-missing'
  | 'asset-damaged'
  | 'engine-failed'
  | 'remote-failed';

/** The package's one class of exceptions. A refused image is none: that is a response. */
export class FaceAnalyzerError extends Error {
  override readonly name = 'FaceAnalyzerError';
  readonly code: FaceAnalyzerErrorCode;

  constructor(code: FaceAnalyzerErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }

  /** Several of the package's files hold a copy of this class, and an exception of any of them is one. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'FaceAnalyzerError';
  }
}

/** A file of the package that does not come from where it should be. */
export function missingAsset(name: string, url: string, cause: unknown): FaceAnalyzerError {
  return new FaceAnalyzerError(
    'asset-missing',
    `${name} cannot be loaded from ${url}: ${messageOf(cause)}. Copy the package's folder dist/assets to where your page can fetch it, and say where with 'assetBase'.`,
    { cause },
  );
}

/** What ended an engine that had been at work. */
export function breakdownOf(error: unknown): FaceAnalyzerError {
  return new FaceAnalyzerError('engine-failed', `The engine broke down: ${messageOf(error)}`, { cause: error });
}

/** What was thrown, in words. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
