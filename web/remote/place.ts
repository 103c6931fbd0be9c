import type { ImageValidator, StartValidator } from '../core/validator.js';
import { chunksOf } from '../engine/fetch.js';
import type { OpenUrl } from '../engine/picture.js';
import { FaceAnalyzerError, messageOf } from '../errors.js';
import type { WasmSource } from '../interface.js';

/** What the remote client and the proxy need of the place where they run. */
export interface RemotePlace {
  /** What relative addresses start from, where there is such a thing. */
  readonly base: string | undefined;
  readonly open: OpenUrl;
  /**
   * The core's WASM file, out of the package.
   * @throws FaceAnalyzerError 'asset-missing' or 'asset-damaged'
   */
  core(): Promise<BufferSource>;
  readonly startValidator: StartValidator;
}

/**
 * Starts the validator once, when it is first asked for; a failure is forgotten, so that the next call tries again.
 * @param wasm in place of the package's own file
 */
export function validatorOnDemand(place: RemotePlace, wasm: WasmSource | undefined): () => Promise<ImageValidator> {
  let validator: Promise<ImageValidator> | null = null;
  return () => {
    if (validator === null) {
      validator = start(place, wasm);
      validator.catch(() => (validator = null));
    }
    return validator;
  };
}

async function start(place: RemotePlace, wasm: WasmSource | undefined): Promise<ImageValidator> {
  if (wasm === undefined) return place.startValidator(await place.core());
  if (typeof wasm === 'string' || wasm instanceof URL) return place.startValidator(await read(place, wasm));
  return place.startValidator(wasm as BufferSource | WebAssembly.Module); // bytes in shared memory are refused there
}

async function read({ base, open }: RemotePlace, address: string | URL): Promise<BufferSource> {
  try {
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    for await (const chunk of chunksOf(await open(new URL(address, base).href, new AbortController().signal))) chunks.push(chunk as Uint8Array<ArrayBuffer>);
    return await new Blob(chunks).arrayBuffer();
  } catch (error) {
    throw new FaceAnalyzerError('asset-missing', `The core's file cannot be read from ${address}: ${messageOf(error)}`, { cause: error });
  }
}
