import { type NetworkRunner, timed } from '../../web/engine/networks.js';
import type { NetworkNames } from '../../web/engine/protocol.js';
import type { NetworkOutput, NetworkSession, Runtime } from '../../web/engine/runtime.js';

/** Answers a run, or throws what it throws. */
export type Run = (network: string, values: Float32Array) => Float32Array | Promise<Float32Array>;

/** A GPU's runtime without a GPU: every network has one output, and its runs do what a test says. */
export class FakeRuntime implements Runtime {
  readonly lost: Promise<string>;
  /** What happened, in order. */
  readonly events: string[] = [];
  /** Loses the GPU. */
  lose: (reason: string) => void = () => undefined;
  /** What each network answers; a test may change it. */
  run: Run;

  constructor(run: Run) {
    this.run = run;
    this.lost = new Promise((resolve) => {
      this.lose = resolve;
    });
  }

  async open({ name, outputs: [output = ''] }: NetworkNames, onnx: Uint8Array): Promise<NetworkSession> {
    this.events.push(`open ${name} (${onnx.length} bytes, ${output})`);
    return {
      run: async (shape, values): Promise<NetworkOutput[]> => {
        this.events.push(`run ${name}`);
        return [{ shape, values: await this.run(name, values()) }];
      },
      release: async () => void this.events.push(`release ${name}`),
    };
  }

  async dispose(): Promise<void> {
    this.events.push('dispose');
  }
}

/** Networks with one output, `sum`, that are run on two values. */
export function fakeNetworks(...names: readonly string[]): NetworkNames[] {
  return names.map((name) => ({ name, input: 'values', outputs: ['sum'], shape: [1, 2] }));
}

/** The ONNX of any of them. */
export async function fakeOnnx(): Promise<Uint8Array> {
  return new Uint8Array(7);
}

/** Networks in WebAssembly without a core. */
export class FakeWasm implements NetworkRunner {
  readonly events: string[] = [];
  run: NetworkRunner['run'];

  constructor(answer: Run) {
    this.run = async () => [];
    this.answerBy(answer);
  }

  answerBy(answer: Run): void {
    this.run = async (name, shape, values, timings) =>
      timed(name, timings, async () => {
        this.events.push(`run ${name}`);
        return [{ shape, values: await answer(name, values()) }];
      });
  }
}
