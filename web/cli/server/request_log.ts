import type { Outcome } from './observed.js';

/** Writes a line of JSON on stderr for each request. Whoever reads them may go; the server goes on. */
export function requestLog(): (outcome: Outcome) => void {
  process.stderr.on('error', () => undefined);
  return ({ time, milliseconds, ...outcome }) => {
    process.stderr.write(`${JSON.stringify({ time: time.toISOString(), ...outcome, milliseconds: Math.round(milliseconds * 10) / 10 })}\n`);
  };
}
