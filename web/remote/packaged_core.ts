import { assets } from '#assets';
import { assetAddress } from '../asset_address.js';
import { type AssetSource, AssetStore } from '../engine/asset_store.js';

const coreFile = 'face_analyzer.wasm';

/**
 * The core's WASM file out of the package, checked.
 * @param base what relative addresses start from
 * @throws FaceAnalyzerError 'asset-missing' or 'asset-damaged'
 */
export async function packagedCore(source: AssetSource, base: string | undefined): Promise<BufferSource> {
  const { bytes = 0, sha256 = '' } = assets[coreFile] ?? {};
  const found = { [coreFile]: { bytes, sha256, url: assetAddress(coreFile, base) } };
  return new AssetStore(found, source, () => undefined, new AbortController().signal).read(coreFile);
}
