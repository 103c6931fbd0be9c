import { messageOf } from '../../web/errors.js';
import type { FaceAnalyzer } from '../../web/interface.js';
import { engineThreads, harm } from '../support/engine_threads.js';
import { trapCores } from '../support/fragile_core.js';
import { blank, encodeJpeg } from '../support/pictures.js';
import { type Draw, draws } from './draw.js';
import { Judge, type Verdict, WrongAnswer } from './judge.js';
import type { Kind } from './photographs.js';

const { createFaceAnalyzer } = await import('local-face-analyzer');

export interface SoakSettings {
  readonly seed: number;
  readonly kinds: readonly Kind[];
  readonly inline: boolean;
  /** So many calls come before the memory is measured for the first time. */
  readonly warmUp: number;
  /** Whether there is to be another call after so many. */
  goesOn(calls: number): boolean;
  /** Hears the number of each call that is over. */
  advance?(call: number): void;
}

export interface Summary {
  readonly calls: number;
  readonly counts: Judge['summary'];
  /** MB of the process: when it was warm, and at the end. */
  readonly memory: readonly [warm: number, end: number];
  readonly seconds: number;
}

const inFlight = 4;
const longestCall = 120_000; // ms
const largest = encodeJpeg(blank(4000, 4000)); // whose pixels take more than any other's

/** MB by which the process may grow after it was warm. An engine that is not given back, or one large photograph's pixels, is about as much. */
export const mostGrowth = 96;

/**
 * Asks an analyzer one thing after the other, four at a time.
 * @throws WrongAnswer that names the seed and the photograph, with what was wrong as its cause
 */
export async function soak(settings: SoakSettings): Promise<Summary> {
  const analyzer = await createFaceAnalyzer({ threads: 1, worker: !settings.inline });
  const run = new Run(analyzer, settings);
  const begin = performance.now();
  await run.calls((calls) => calls < settings.warmUp);
  const warm = await run.memory();
  await run.calls(settings.goesOn);
  const memory = [warm, await run.memory()] as const;
  await analyzer.dispose();
  return { ...run.summary, memory, seconds: (performance.now() - begin) / 1000 };
}

class Run {
  readonly #analyzer: FaceAnalyzer;
  readonly #settings: SoakSettings;
  readonly #draws: Iterator<Draw, never>;
  readonly #judge = new Judge();
  #calls = 0;
  #waiting = 0;
  /** Two engines that break before they are asked for anything are given up: none is harmed until it has answered. */
  #isHarmed = false;

  constructor(analyzer: FaceAnalyzer, settings: SoakSettings) {
    this.#analyzer = analyzer;
    this.#settings = settings;
    this.#draws = draws(settings.seed, settings.kinds);
  }

  get summary() {
    return { calls: this.#calls, counts: this.#judge.summary };
  }

  /** Calls, four at a time, as long as it is to go on. */
  async calls(goesOn: (calls: number) => boolean): Promise<void> {
    const one = async (): Promise<void> => {
      while (goesOn(this.#calls)) {
        const number = (this.#calls += 1);
        await this.#judged(number, this.#draws.next().value);
        this.#settings.advance?.(number);
      }
    };
    await Promise.all(Array.from({ length: inFlight }, one));
  }

  /** MB of the process with an engine that has seen the largest photograph, with nothing else under way. */
  async memory(): Promise<number> {
    await this.#analyzer.analyze(largest);
    globalThis.gc?.();
    return process.memoryUsage.rss() / 2 ** 20;
  }

  async #judged(number: number, draw: Draw): Promise<void> {
    this.#waiting += 1;
    try {
      const verdict = await this.#ask(draw);
      if (verdict === 'answered' || verdict === 'refused') this.#isHarmed = false;
    } catch (cause) {
      const { photograph, ...rest } = draw;
      throw new WrongAnswer(`seed ${this.#settings.seed}, call ${number}: ${photograph.name} ${JSON.stringify(rest)}: ${messageOf(cause)}`, { cause });
    } finally {
      this.#waiting -= 1;
    }
  }

  async #ask(draw: Draw): Promise<Verdict> {
    const controller = new AbortController();
    const abort = (): void => controller.abort(new Error(`aborted after ${draw.abortAfter} ms`));
    if (draw.abortAfter === 0) abort();
    const call = this.#analyzer.inspect(draw.photograph.read(), { ...draw.options, signal: controller.signal });
    const timer = setTimeout(draw.abortAfter === null ? tooLate : abort, draw.abortAfter ?? longestCall);
    if (draw.harm !== null && !this.#isHarmed && this.#waiting > 1) this.#injure(draw.harm);
    try {
      const inspection = await call.catch((error: unknown) => this.#judge.takeRejection(error, controller.signal));
      return typeof inspection === 'string' ? inspection : this.#judge.take(draw, inspection);
    } finally {
      clearTimeout(timer);
    }
  }

  #injure(way: NonNullable<Draw['harm']>): void {
    const thread = engineThreads().at(-1);
    this.#judge.expectHarm();
    this.#isHarmed = true;
    if (thread === undefined) trapCores();
    else harm(thread, way);
  }
}

/** Ends the process: whoever waits for an answer that does not come cannot be told. */
function tooLate(): never {
  throw new WrongAnswer(`a call has no answer after ${longestCall / 1000} s`);
}
