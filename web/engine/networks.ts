import type { CoreAnalysis } from '../core/core_module.js';
import type { NetworkTimings } from '../interface.js';
import type { NetworkOutput } from './runtime.js';

/** Whoever runs the networks. */
export interface NetworkRunner {
  /**
   * Runs a network for itself. `values` is asked for at the last moment: it may be a view on the core's memory, which does not outlive the core's next
   * growth.
   * @throws Error where it fails
   */
  run(name: string, shape: readonly number[], values: () => Float32Array, timings: NetworkTimings): Promise<NetworkOutput[]>;
  /** Answers what an analysis waits for, in place. Of who does not know how, the outputs of `run` are copied. */
  answer?(analysis: CoreAnalysis, timings: NetworkTimings): Promise<void>;
}

/** Answers what an analysis waits for. @throws Error where that fails and the analysis does not know it yet */
export async function answer(runner: NetworkRunner, analysis: CoreAnalysis, timings: NetworkTimings): Promise<void> {
  if (runner.answer !== undefined) return runner.answer(analysis, timings);
  const outputs = await runner.run(analysis.model(), analysis.inputShape(), () => analysis.input(), timings);
  outputs.forEach(({ shape, values }, index) => analysis.output(index, shape).set(values));
}

/** Runs a network and counts it. */
export async function timed<Result>(name: string, timings: NetworkTimings, run: () => Promise<Result> | Result): Promise<Result> {
  const begin = performance.now();
  const result = await run();
  const timing = (timings[name] ??= { milliseconds: 0, runs: 0 });
  timing.milliseconds += performance.now() - begin;
  timing.runs += 1;
  return result;
}
