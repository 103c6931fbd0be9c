import { readFileSync } from 'node:fs';
import path from 'node:path';
import { headsOnnx } from '../../models/convert/heads.js';
import { type Heads, readManifest } from '../../models/manifest.js';
import { type NetworkRunner, Networks } from '../../web/engine/networks.js';
import { wasmRuntime } from '../../web/engine/wasm_runtime.js';

const tenths = 10;

/** The heads, ten times: each trained without a tenth of the people (models/heads/train.py), who are answered by no other. */
export class HeldOutHeads {
  readonly #entry: Heads;
  readonly #tenthOf: Readonly<Record<string, number>>;
  readonly #networks: Networks;
  #tenth: number | undefined;

  /** @param folder what the training left: heads.K.bin and tenths.json */
  constructor(folder: string) {
    const entry = readManifest().models.find((model) => model.kind === 'heads');
    if (entry === undefined) throw new Error('the manifest has no heads');
    this.#entry = entry;
    this.#tenthOf = JSON.parse(readFileSync(path.join(folder, 'tenths.json'), 'utf8')) as Record<string, number>;
    const outputs = entry.outputs.map(({ name }) => name);
    const names = Array.from({ length: tenths }, (_, tenth) => ({ name: String(tenth), input: entry.input.name, outputs, shape: [1, entry.input.shape[1]] }));
    const read = async (tenth: string): Promise<Uint8Array> => headsOnnx(this.#entry, readFileSync(path.join(folder, `heads.${tenth}.bin`)));
    this.#networks = new Networks(names, read, wasmRuntime(1, null));
  }

  /** From now on a photograph of this tenth is looked at; one that nothing was learnt from is anybody's. */
  hold(photograph: string): void {
    this.#tenth = this.#tenthOf[photograph];
  }

  /** The networks, with these heads in place of the shipped ones. */
  before(networks: NetworkRunner): NetworkRunner {
    return {
      run: async (name, ...rest) =>
        name === this.#entry.name && this.#tenth !== undefined ? this.#networks.run(String(this.#tenth), ...rest) : networks.run(name, ...rest),
    };
  }
}
