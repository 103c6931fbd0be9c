import { assets } from '#assets';
import { FaceAnalyzerError } from './errors.js';

/** Where Vite before version 8, in development, keeps the code of packages without their files, node_modules/.vite/deps/ for one. */
const viteCache = /\/node_modules\/\.[^?#]+\/deps\/assets\//;

/**
 * Where a file of the package is: where the bundler put it. What a bundler gives may start from the page's origin and be
 * no whole address: Next.js has '/_next/static/media/…'.
 * @param base what such addresses start from
 * @throws FaceAnalyzerError 'asset-missing'
 */
export function assetAddress(file: string, base: string | undefined): string {
  const asset = assets[file];
  if (asset === undefined) throw new FaceAnalyzerError('asset-missing', `The package has no file ${file}.`);
  try {
    return new URL(asset.url(), base).href.replace(viteCache, '/node_modules/local-face-analyzer/dist/assets/');
  } catch (error) {
    // A bundle that is no ES module has no import.meta.url, and on a server nothing stands before a path.
    throw new FaceAnalyzerError(
      'asset-missing',
      `The package's ${file} cannot be found from this bundle: copy its folder dist/assets to where it can be loaded and say where with 'assetBase', or with 'wasm' beside the remote API.`,
      { cause: error },
    );
  }
}
