import { startValidator } from '../core/validator.js';
import { packagedCore } from '../remote/packaged_core.js';
import type { RemotePlace } from '../remote/place.js';
import { nodeSource, open } from './source.js';

export const nodeRemotePlace: RemotePlace = {
  base: undefined,
  open,
  core: () => packagedCore(nodeSource, undefined),
  startValidator,
};
