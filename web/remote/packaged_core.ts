import { assets } from '#assets';
import { type AssetSource, AssetStore } from '../engine/asset_store.js';
import { FaceAnalyzerError } from '../errors.js';

const coreFile = 'face_analyzer.wasm';

/**
 * The core's WASM file out of the package, checked.
 * @throws FaceAnalyzerError 'asset-missing' or 'asset-damaged'
 */
export async function packagedCore(source: AssetSource): Promise<BufferSource> {
  const asset = assets[coreFile];
  if (asset === undefined) throw new FaceAnalyzerError('asset-missing', `The package has no file ${coreFile}.`);
  const { bytes, sha256 } = asset;
  return new AssetStore({ [coreFile]: { bytes, sha256, url: addressOf(asset) } }, source, () => undefined, new AbortController().signal).read(coreFile);
}

/** A bundle that is no ES module has no import.meta.url to start from. */
function addressOf({ url }: { url(): string }): string {
  try {
    return url();
  } catch (error) {
    throw new FaceAnalyzerError('asset-missing', `${coreFile} cannot be found from this bundle: say with 'wasm' where it is.`, { cause: error });
  }
}
