import createModule from '#core';
import { FaceAnalyzerError, messageOf } from '../errors.js';
import type { FaceAnalyzerResponse } from '../response.js';
import type { CoreModule } from './core_module.js';
import { withFilled } from './filled.js';

/** The codes of the contract's table of refusals that are given without looking for faces: `error_detail.code`. */
export type RefusalCode =
  | 'MISSING_PARAMETERS'
  | 'ERROR_INVALID_PARAMETER'
  | 'ERROR_USER_NOT_EXISTS'
  | 'FILE_SIZE_EXCEEDS_LIMIT'
  | 'FILE_RESOLUTION_EXCEEDS_LIMITS'
  | 'UNSUPPORTED_FILE_TYPES'
  | 'FILE_DECODING_FAILURE'
  | 'PROCESSING_FAILURE'
  | 'ERROR_INSUFFICIENT_RESOURCES'
  | 'EXCEEDING_LIMITS'
  | 'AI_SERVICE_ERROR'
  | 'AI_SERVICE_TIMEOUT';

/** What the core knows without a network: which images it refuses, and how a refusal reads. */
export interface ImageValidator {
  /**
   * The refusal that the local engine would give before it looks for faces, or null.
   * @param wholeLength of the file, where `bytes` is only the beginning of one that is too large
   */
  refusalOf(bytes: Uint8Array, wholeLength?: number): FaceAnalyzerResponse | null;
  /** The contract's envelope for a code of its table. */
  refuse(code: RefusalCode, detail: string): FaceAnalyzerResponse;
  readonly maximumFileBytes: number;
}

/**
 * Starts the core without its networks.
 * @param wasm its file's bytes, or the file compiled already: some platforms allow nothing else
 * @throws FaceAnalyzerError 'engine-failed'
 */
export type StartValidator = (wasm: BufferSource | WebAssembly.Module) => Promise<ImageValidator>;

export const startValidator: StartValidator = async (wasm) => {
  try {
    return validatorOf(await instantiated(wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm)));
  } catch (error) {
    throw new FaceAnalyzerError('engine-failed', `The core, which validates images, cannot start here: ${messageOf(error)}`, { cause: error });
  }
};

/** Emscripten's own promise does not hear of an instance that fails. */
function instantiated(module: WebAssembly.Module): Promise<CoreModule> {
  return new Promise((resolve, reject) => {
    createModule({
      instantiateWasm(imports, done) {
        WebAssembly.instantiate(module, imports).then((instance) => done(instance, module)).catch(reject);
        return {};
      },
    }).then(resolve, reject);
  });
}

function validatorOf(core: CoreModule): ImageValidator {
  return {
    refusalOf(bytes, wholeLength = bytes.length) {
      const refusal = withFilled(new core.Photograph(bytes.length, wholeLength), bytes, (photograph) => core.refusalOf(photograph));
      return refusal === '' ? null : (JSON.parse(refusal) as FaceAnalyzerResponse);
    },
    refuse: (code, detail) => JSON.parse(core.refuse(code, detail)) as FaceAnalyzerResponse,
    maximumFileBytes: core.limits().maximumFileBytes,
  };
}
