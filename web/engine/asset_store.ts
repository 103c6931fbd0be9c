import { FaceAnalyzerError, missingAsset } from '../errors.js';
import type { Progress } from '../interface.js';
import type { Asset } from './protocol.js';

/** How a file is fetched and kept; the browser's way and Node's differ. */
export interface AssetSource {
  /**
   * A file's bytes as they come.
   * @param fresh past every cache in between
   * @throws Error that says in words why there are none
   */
  read(url: string, options: { readonly fresh: boolean; readonly signal: AbortSignal }): AsyncIterable<Uint8Array>;
  /** Where files are kept under their sha256, if anywhere. */
  readonly shelf: Shelf | null;
  sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
}

/** Keeps files under their sha256. It may forget them, and what it gives is checked like anything else. */
export interface Shelf {
  take(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** The bytes are taken at once: they may be gone before it has ended. */
  put(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Forgets all others. */
  retain(sha256s: ReadonlySet<string>): Promise<void>;
}

/** The files of the package, each checked against its sha256 before anybody sees it. */
export class AssetStore {
  readonly #assets: Readonly<Record<string, Asset>>;
  readonly #source: AssetSource;
  readonly #report: (progress: Progress) => void;
  readonly #signal: AbortSignal;
  /** What is still on its way to the shelf. */
  readonly #puts: Promise<void>[] = [];
  #loaded = 0;
  #total = 0;

  constructor(assets: Readonly<Record<string, Asset>>, source: AssetSource, report: (progress: Progress) => void, signal: AbortSignal) {
    this.#assets = assets;
    this.#source = source;
    this.#report = report;
    this.#signal = signal;
  }

  /** Counts files into the progress' total before the first is read. */
  expect(names: readonly string[]): void {
    for (const name of names) this.#total += this.#asset(name).bytes;
  }

  url(name: string): string {
    return this.#asset(name).url;
  }

  /**
   * A file's bytes: from the shelf, or fetched; it gets there while its reader goes on.
   * @throws FaceAnalyzerError 'asset-missing' or 'asset-damaged'; the signal's reason
   */
  async read(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const asset = this.#asset(name);
    const kept = await this.#kept(asset);
    if (kept !== null) {
      this.#advance(name, asset.bytes);
      return kept;
    }
    // A cache on the way may hold another version: the second try goes past it.
    const bytes = (await this.#fetched(name, asset, false)) ?? (await this.#fetched(name, asset, true));
    if (bytes === null) {
      throw new FaceAnalyzerError('asset-damaged', `${asset.url} is not the ${name} that this version of the package was made with (sha256 ${asset.sha256}).`);
    }
    this.#keep(asset, bytes);
    return bytes;
  }

  /** Forgets the files of other versions, when those that were read are kept. */
  async tidy(): Promise<void> {
    await Promise.all(this.#puts);
    await this.#source.shelf?.retain(new Set(Object.values(this.#assets).map(({ sha256 }) => sha256))).catch(() => undefined);
  }

  #asset(name: string): Asset {
    const asset = this.#assets[name];
    if (asset === undefined) throw new FaceAnalyzerError('asset-missing', `The package has no file ${name}.`);
    return asset;
  }

  #keep({ sha256 }: Asset, bytes: Uint8Array<ArrayBuffer>): void {
    const put = this.#source.shelf?.put(sha256, bytes).catch(() => undefined); // no room: it is fetched again next time
    if (put !== undefined) this.#puts.push(put);
  }

  async #kept(asset: Asset): Promise<Uint8Array<ArrayBuffer> | null> {
    const bytes = await this.#source.shelf?.take(asset.sha256).catch(() => null);
    return bytes && (await this.#isRight(asset, bytes)) ? bytes : null;
  }

  /** The file, or null where something else came in its place. */
  async #fetched(name: string, asset: Asset, fresh: boolean): Promise<Uint8Array<ArrayBuffer> | null> {
    const bytes = new Uint8Array(asset.bytes);
    let length = 0;
    let counted = 0;
    try {
      for await (const chunk of this.#source.read(asset.url, { fresh, signal: this.#signal })) {
        if (length + chunk.length <= bytes.length) bytes.set(chunk, length);
        length += chunk.length;
        if (length > bytes.length) break;
        counted += chunk.length;
        this.#advance(name, chunk.length);
      }
    } catch (error) {
      this.#signal.throwIfAborted();
      throw missingAsset(name, asset.url, error);
    }
    if (length === bytes.length && (await this.#isRight(asset, bytes))) return bytes;
    this.#advance(name, -counted);
    return null;
  }

  async #isRight(asset: Asset, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
    return bytes.length === asset.bytes && (await this.#source.sha256(bytes)) === asset.sha256;
  }

  #advance(file: string, bytes: number): void {
    this.#loaded += bytes;
    this.#report({ loaded: this.#loaded, total: this.#total, file });
  }
}

export function hexadecimal(digest: ArrayBuffer | Uint8Array): string {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
