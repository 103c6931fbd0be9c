import { messageOf } from '../../web/errors.js';
import { type Draw, draws, type Harm } from './draw.js';
import { Judge, type Verdict, WrongAnswer } from './judge.js';
import type { Kind } from './photographs.js';
import type { Subject } from './subject.js';

export interface SoakSettings {
  readonly seed: number;
  readonly kinds: readonly Kind[];
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
  /** MB: when it was warm, and at the end. */
  readonly memory: readonly [warm: number, end: number];
  readonly seconds: number;
}

const inFlight = 4;
const longestCall = 600_000; // ms: on a machine with other things to do, an engine is replaced meanwhile, with a GPU in software

/**
 * Asks an analyzer one thing after the other, four at a time, and disposes of it.
 * @throws WrongAnswer that names the seed and the photograph, with what was wrong as its cause
 */
export async function soak(subject: Subject, settings: SoakSettings): Promise<Summary> {
  const run = new Run(subject, settings);
  const begin = performance.now();
  await run.calls((calls) => calls < settings.warmUp);
  const warm = await subject.memory();
  await run.calls(settings.goesOn);
  const memory = [warm, await subject.memory()] as const;
  await subject.dispose();
  return { ...run.summary, memory, seconds: (performance.now() - begin) / 1000 };
}

class Run {
  readonly #subject: Subject;
  readonly #settings: SoakSettings;
  readonly #draws: Iterator<Draw, never>;
  readonly #judge: Judge;
  #calls = 0;
  #waiting = 0;
  /** Two engines that break before they are asked for anything are given up: none is harmed until it has answered. */
  #isHarmed = false;

  constructor(subject: Subject, settings: SoakSettings) {
    this.#subject = subject;
    this.#settings = settings;
    this.#draws = draws(settings.seed, settings.kinds, subject.harms);
    this.#judge = new Judge(subject.isNear);
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
    const timer = setTimeout(tooLate, longestCall);
    const call = this.#subject.ask(draw);
    if (draw.harm !== null && !this.#isHarmed && this.#waiting > 1) this.#injure(draw.harm);
    try {
      const answer = await call;
      return 'rejectedWith' in answer ? this.#judge.takeRejection(answer) : this.#judge.take(draw, answer);
    } finally {
      clearTimeout(timer);
    }
  }

  #injure(way: Harm): void {
    this.#judge.expectHarm(way);
    this.#isHarmed = way !== 'lose';
    this.#subject.harm(way);
  }
}

/** Ends the process: whoever waits for an answer that does not come cannot be told. */
function tooLate(): never {
  throw new WrongAnswer(`a call has no answer after ${longestCall / 1000} s`);
}
