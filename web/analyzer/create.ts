import { assets } from '#assets';
import { assetAddress } from '../asset_address.js';
import type { EngineSettings } from '../engine/protocol.js';
import { FaceAnalyzerError, messageOf } from '../errors.js';
import { attributeNames, type CreateOptions, type FaceAnalyzer } from '../interface.js';
import type { AnalyzerPlace, Connection } from './connection.js';
import { FallbackAnalyzer } from './fallback_analyzer.js';
import { LocalAnalyzer } from './local_analyzer.js';
import { checkedCreateOptions } from './options.js';
import { networksFor } from './profile.js';

/**
 * An analyzer that has read all its files and can answer.
 * @throws FaceAnalyzerError where the engine cannot start and no fallback was given; the signal's reason
 */
export async function create(options: CreateOptions, place: AnalyzerPlace): Promise<FaceAnalyzer> {
  const { fallback, signal, ...wanted } = checkedCreateOptions(options);
  signal?.throwIfAborted();
  try {
    return await createLocal(wanted, place, signal);
  } catch (error) {
    signal?.throwIfAborted();
    const failure = startFailureOf(error);
    if (fallback === undefined || failure.code === 'invalid-argument') throw failure;
    return new FallbackAnalyzer(fallback, failure, wanted.attributes);
  }
}

function startFailureOf(error: unknown): FaceAnalyzerError {
  if (error instanceof FaceAnalyzerError) return error;
  return new FaceAnalyzerError('engine-failed', `The engine cannot start here: ${messageOf(error)}`, { cause: error });
}

async function createLocal(options: CreateOptions, place: AnalyzerPlace, signal: AbortSignal | undefined): Promise<LocalAnalyzer> {
  const { worker = true, attributes, onProgress } = options;
  const engine = settingsOf(options, place);
  const url = engine.assets[place.engineFile]?.url ?? '';
  const connect = (): Promise<Connection> => place.connect(url, worker);
  const analyzer = new LocalAnalyzer(connect, { engine, worker, base: place.base, attributes, onProgress });
  await analyzer.start(signal);
  return analyzer;
}

function settingsOf(options: CreateOptions, place: AnalyzerPlace): EngineSettings {
  const { backend = 'auto', worker = true, threads, exact = false, assetBase, cache = true, attributes = attributeNames } = options;
  const { count, most } = place.threads(worker);
  return { backend, threads: Math.min(threads ?? count, most), exact, cache, assets: locate(assetBase, place.base), networks: networksFor(attributes) };
}

/** Where each file of the package is: where the bundler put it, or in the caller's folder. */
function locate(assetBase: string | URL | undefined, base: string | undefined): EngineSettings['assets'] {
  const folder = assetBase === undefined ? undefined : folderOf(assetBase, base);
  return Object.fromEntries(
    Object.entries(assets).map(([name, { bytes, sha256 }]) => {
      return [name, { bytes, sha256, url: folder === undefined ? assetAddress(name, base) : new URL(name, folder).href }];
    }),
  );
}

function folderOf(assetBase: string | URL, base: string | undefined): URL {
  const text = String(assetBase);
  try {
    return new URL(text.endsWith('/') ? text : `${text}/`, base);
  } catch (error) {
    throw new FaceAnalyzerError('invalid-argument', `'assetBase' is no address: '${text}'.`, { cause: error });
  }
}
