import { attributeNames, type AnalyzeOptions } from '../../web/interface.js';
import { randomNumbers } from '../evaluate/random.js';
import type { Kind, SoakPhotograph } from './photographs.js';

/** What becomes of an engine: its thread ends, its core traps, its GPU is lost, which costs no photograph. */
export type Harm = 'kill' | 'trap' | 'lose';

/** One call, as chance has it. */
export interface Draw {
  readonly photograph: SoakPhotograph;
  readonly options: AnalyzeOptions;
  /** Milliseconds after which it is aborted, 0 before it begins; null for never. */
  readonly abortAfter: number | null;
  /** What becomes of the engine while it waits; null for nothing. */
  readonly harm: Harm | null;
}

const differentOptions = 8; // few enough that a photograph meets the same ones again
const shareOfAborts = 0.1;
const shareOfHarm = 0.03;
const longestWait = 400; // ms, about what the slowest photographs take

/** The calls of a seed, without end. */
export function* draws(seed: number, kinds: readonly Kind[], harms: readonly Harm[]): Generator<Draw, never> {
  const random = randomNumbers(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const oneOf = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value;
  const options = Array.from({ length: differentOptions }, (_, index): AnalyzeOptions => (index === 0 ? {} : {
    maxFaces: oneOf([1, 2, 1000]),
    minFace: oneOf([32, 64, 100]),
    attributes: attributeNames.filter(() => random() < 0.5),
  }));
  for (;;) {
    yield {
      photograph: oneOf(kindBy(random(), kinds).photographs),
      options: oneOf(options),
      abortAfter: random() < shareOfAborts ? Math.max(0, below(longestWait) - longestWait / 8) : null,
      harm: random() < shareOfHarm ? oneOf(harms) : null,
    };
  }
}

/** The kind that a number from 0 to below 1 falls on. */
function kindBy(number: number, kinds: readonly Kind[]): Kind {
  let left = number * kinds.reduce((sum, { share }) => sum + share, 0);
  return kinds.find(({ share }) => (left -= share) < 0) ?? (kinds[0] as Kind);
}
