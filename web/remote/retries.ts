import type { Answer } from './answer.js';
import { sleep } from './deadline.js';

const passing: ReadonlySet<number> = new Set([429, 502, 503, 504]); // too many requests; a gateway's troubles
const firstPause = 500; // ms, doubled with each retry
const longestPause = 8000; // ms
const longestRetryAfter = 60_000; // ms; whoever is told to wait longer takes the answer for the last one

/**
 * Asks again, at most so many times, while what hinders may pass: statuses 429, 502, 503 and 504, and connections that
 * broke or took too long. In between it waits as long as Retry-After says, else 0.25 to 0.5 s, 0.5 to 1 s and so on up to
 * 8 s, at random, so that clients that failed together do not return together.
 * @returns the first lasting answer, or the last one
 * @throws what the last attempt threw; the signal's reason, as soon as it fires
 */
export async function withRetries(retries: number, signal: AbortSignal | undefined, attempt: () => Promise<Answer>): Promise<Answer> {
  for (let retry = 0; retry < retries; retry += 1) {
    const answer = await attempt().catch(() => null);
    if (answer !== null && !passing.has(answer.status)) return answer;
    const pause = pauseToldBy(answer) ?? jittered(Math.min(firstPause * 2 ** retry, longestPause));
    if (answer !== null && pause > longestRetryAfter) return answer;
    await sleep(pause, signal);
  }
  return attempt();
}

/** Milliseconds by Retry-After, which is a number of seconds or an HTTP date; null where it is neither. */
function pauseToldBy(answer: Answer | null): number | null {
  const told = answer?.retryAfter?.trim() ?? '';
  const pause = /^\d+$/.test(told) ? Number(told) * 1000 : Date.parse(told) - Date.now();
  return Number.isNaN(pause) ? null : Math.max(0, pause);
}

function jittered(pause: number): number {
  return (pause * (1 + Math.random())) / 2;
}
