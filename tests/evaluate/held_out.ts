import { readFileSync } from 'node:fs';
import path from 'node:path';
import { headsOnnx } from '../../models/convert/heads.js';
import { type Heads, namesOf, readManifest } from '../../models/manifest.js';
import { CoreNetworks } from '../../web/engine/core_networks.js';
import type { NetworkRunner } from '../../web/engine/networks.js';
import { nodeCore } from '../../web/node/analyzer.js';

const tenths = 10;

/** The heads, ten times: each trained without a tenth of the people (models/heads/train.py), who are answered by no other. */
export class HeldOutHeads {
  readonly #entry: Heads;
  readonly #tenthOf: Readonly<Record<string, number>>;
  readonly #networks: readonly CoreNetworks[];
  #tenth: number | undefined;

  /** @param folder what the training left: heads.K.bin and tenths.json */
  static async read(folder: string): Promise<HeldOutHeads> {
    const entry = readManifest().models.find((model) => model.kind === 'heads');
    if (entry === undefined) throw new Error('the manifest has no heads');
    const core = await nodeCore();
    const networks = Array.from({ length: tenths }, (_, tenth) => {
      const read = async (): Promise<Uint8Array> => headsOnnx(entry, readFileSync(path.join(folder, `heads.${tenth}.bin`)));
      return new CoreNetworks(core, [namesOf(entry)], read, new core.ThreadPool(1));
    });
    return new HeldOutHeads(entry, JSON.parse(readFileSync(path.join(folder, 'tenths.json'), 'utf8')) as Record<string, number>, networks);
  }

  private constructor(entry: Heads, tenthOf: Readonly<Record<string, number>>, networks: readonly CoreNetworks[]) {
    this.#entry = entry;
    this.#tenthOf = tenthOf;
    this.#networks = networks;
  }

  /** From now on a photograph of this tenth is looked at; one that nothing was learnt from is anybody's. */
  hold(photograph: string): void {
    this.#tenth = this.#tenthOf[photograph];
  }

  /** The networks, with these heads in place of the shipped ones. */
  before(networks: NetworkRunner): NetworkRunner {
    return {
      run: async (name, ...rest) => {
        const heldOut = name === this.#entry.name && this.#tenth !== undefined ? this.#networks[this.#tenth] : undefined;
        return (heldOut ?? networks).run(name, ...rest);
      },
    };
  }
}
