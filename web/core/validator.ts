import { bytesAt } from '#bytes_at';
import createModule from '#core';
import type { CoreModule } from '../core_module.js';
import { FaceAnalyzerError } from '../errors.js';
import type { FaceAnalyzerResponse } from '../response.js';
import { wasmLocation } from './wasm_location.js';

/** The codes of the contract's table of refusals: `error_detail.code`. */
export type RefusalCode =
  | 'MISSING_PARAMETERS'
  | 'ERROR_INVALID_PARAMETER'
  | 'FILE_SIZE_EXCEEDS_LIMIT'
  | 'FILE_RESOLUTION_EXCEEDS_LIMITS'
  | 'UNSUPPORTED_FILE_TYPES'
  | 'FILE_DECODING_FAILURE'
  | 'ERROR_NO_FACE_IN_FILE'
  | 'ERROR_FACE_SIZE_RATIO_NOT_MET'
  | 'PROCESSING_FAILURE'
  | 'ERROR_INSUFFICIENT_RESOURCES'
  | 'EXCEEDING_LIMITS'
  | 'AI_SERVICE_ERROR'
  | 'AI_SERVICE_TIMEOUT';

/** The core's WASM file: where it lies, its bytes, or compiled already, as platforms without compilation at run time need it. */
export type WasmSource = string | URL | BufferSource | WebAssembly.Module;

/** What the core knows without a network: which images it refuses, and how a refusal reads. */
export interface ImageValidator {
  /** The refusal that the local engine would give before it looks for faces, or null. */
  refusalOf(bytes: Uint8Array): FaceAnalyzerResponse | null;
  /** The contract's envelope for a code of its table. */
  refuse(code: RefusalCode, detail: string): FaceAnalyzerResponse;
  readonly maximumFileBytes: number;
}

/** @throws FaceAnalyzerError 'asset-missing' where the file cannot be read, 'engine-failed' where it does not start */
export async function loadValidator(wasm: WasmSource = wasmLocation()): Promise<ImageValidator> {
  const module = await compiled(wasm);
  const core = await instantiated(module).catch((cause: unknown) => {
    throw new FaceAnalyzerError('engine-failed', 'the core cannot start', { cause });
  });
  return validatorOf(core);
}

function validatorOf(core: CoreModule): ImageValidator {
  return {
    refusalOf(bytes) {
      const photograph = new core.Photograph(bytes.length);
      try {
        photograph.bytes().set(bytes);
        const refusal = core.refusalOf(photograph);
        return refusal === '' ? null : (JSON.parse(refusal) as FaceAnalyzerResponse);
      } finally {
        photograph.delete();
      }
    },
    refuse: (code, detail) => JSON.parse(core.refuse(code, detail)) as FaceAnalyzerResponse,
    maximumFileBytes: core.limits().maximumFileBytes,
  };
}

async function compiled(wasm: WasmSource): Promise<WebAssembly.Module> {
  if (wasm instanceof WebAssembly.Module) return wasm;
  const bytes = typeof wasm === 'string' || wasm instanceof URL ? await read(wasm) : wasm;
  return WebAssembly.compile(bytes).catch((cause: unknown) => {
    throw new FaceAnalyzerError('engine-failed', 'the core cannot be compiled', { cause });
  });
}

async function read(location: string | URL): Promise<BufferSource> {
  return bytesAt(location).catch((cause: unknown) => {
    throw new FaceAnalyzerError('asset-missing', `${location} cannot be read`, { cause });
  });
}

/** Emscripten's own promise does not hear of an instance that fails. */
function instantiated(module: WebAssembly.Module): Promise<CoreModule> {
  return new Promise((resolve, reject) => {
    createModule({
      instantiateWasm(imports, receive) {
        WebAssembly.instantiate(module, imports).then((instance) => receive(instance, module)).catch(reject);
        return {};
      },
    }).then(resolve, reject);
  });
}
