import { assets } from '#assets';
import { packagedCore } from '../remote/packaged_core.js';
import type { RemotePlace } from '../remote/place.js';
import { browserPlace } from './place.js';
import { browserSource } from './source.js';

/** A page or a worker of one; any platform that has fetch. */
export const browserRemotePlace: RemotePlace = {
  get base() {
    return browserPlace.base;
  },
  open: (url, signal) => fetch(url, { signal }),
  core: () => packagedCore(browserSource({ cache: true, sha256Url: assets['sha256.js']?.url() ?? '' })),
};
