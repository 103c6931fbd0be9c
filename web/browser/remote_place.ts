import { assetAddress } from '../asset_address.js';
import { packagedCore } from '../remote/packaged_core.js';
import type { RemotePlace } from '../remote/place.js';
import { browserPlace, importEngine } from './place.js';
import { browserSource } from './source.js';

/** A page or a worker of one. */
export const browserRemotePlace: RemotePlace = {
  get base() {
    return browserPlace.base;
  },
  open: (url, signal) => fetch(url, { signal }),
  core: async () => packagedCore(browserSource({ cache: true, sha256Url: urlOf('sha256.js') }), browserPlace.base),
  // The engine's module holds the core's JavaScript already: no page loads it twice.
  startValidator: async (wasm) => (await importEngine(urlOf(browserPlace.engineFile))).startValidator(wasm),
};

const urlOf = (file: string): string => assetAddress(file, browserPlace.base);
