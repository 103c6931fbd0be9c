import type { Inspection } from '../../web/interface.js';
import type { Rejection } from './ask.js';
import type { Draw, Harm } from './draw.js';

/** An analyzer that is soaked, wherever it is. */
export interface Subject {
  /** What can be done to its engine. */
  readonly harms: readonly Harm[];
  /** Whether the same photograph gives numbers that are near each other, and not the same bytes: a GPU's and WebAssembly's. */
  readonly isNear: boolean;
  /** Asks it by a draw, whose harm is not done. */
  ask(draw: Draw): Promise<Inspection | Rejection>;
  /** Breaks its engine while calls wait. */
  harm(way: Harm): void;
  /** MB, with an engine that has seen the largest photograph, with nothing else under way. */
  memory(): Promise<number>;
  /** MB by which that may grow after it was warm. */
  readonly mostGrowth: number;
  dispose(): Promise<void>;
}
