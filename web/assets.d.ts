/** The files of the package and the networks' names: written when the package is built (web/package/build.ts). */
declare module '#assets' {
  import type { NetworkNames } from './engine/protocol.js';

  /** By their names in dist/assets; `url` says where the bundler put one. */
  export const assets: Readonly<Record<string, { readonly bytes: number; readonly sha256: string; url(): string }>>;
  export const networks: readonly NetworkNames[];
}
