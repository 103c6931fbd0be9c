import { createHash } from 'node:crypto';
import type { Inspection } from '../../web/interface.js';
import { assertValid } from '../support/schema.js';
import type { Draw } from './draw.js';

export type Verdict = 'answered' | 'refused' | 'aborted' | 'broken';

/** A wrong answer, in words. */
export class WrongAnswer extends Error {}

const breakdown = /^The engine broke down: /;

/** Knows what each question was answered by before, and how many engines were harmed. */
export class Judge {
  readonly #answers = new Map<string, string>();
  readonly #counts: Record<Verdict, number> = { answered: 0, refused: 0, aborted: 0, broken: 0 };
  #harms = 0;
  #repetitions = 0;

  /** An engine was harmed: one photograph at most may be refused for that. */
  expectHarm(): void {
    this.#harms += 1;
  }

  get summary() {
    return { ...this.#counts, harms: this.#harms, questions: this.#answers.size, repetitions: this.#repetitions };
  }

  /** @throws WrongAnswer */
  take(draw: Draw, inspection: Inspection): Verdict {
    const { response, faces, timings } = inspection;
    assertValid(response);
    if (breakdown.test(response.error_detail.message)) return this.#count(this.#brokenBy(inspection));
    if (faces.length !== (response.data?.face_count ?? 0) || timings === null) throw new WrongAnswer('the details are not those of the response');
    this.#compare(`${draw.photograph.name} ${JSON.stringify(draw.options)}`, digestOf(inspection));
    return this.#count(response.error_code === 0 ? 'answered' : 'refused');
  }

  /** @throws WrongAnswer */
  takeRejection(error: unknown, signal: AbortSignal | undefined): Verdict {
    if (signal?.aborted !== true) throw new WrongAnswer(`nobody aborted it, and it rejects with ${String(error)}`);
    if (error !== signal.reason) throw new WrongAnswer(`it does not reject with its signal's reason, but with ${String(error)}`);
    return this.#count('aborted');
  }

  #brokenBy({ response, faces, timings }: Inspection): Verdict {
    const { code, message } = response.error_detail;
    if (this.#counts.broken === this.#harms) throw new WrongAnswer(`no engine was harmed: ${message}`);
    if (code !== 'PROCESSING_FAILURE' || faces.length > 0 || timings !== null) throw new WrongAnswer(`the refusal is ${code}, with ${faces.length} faces`);
    return 'broken';
  }

  #compare(question: string, digest: string): void {
    const before = this.#answers.get(question);
    if (before !== undefined && before !== digest) throw new WrongAnswer('the answer is another one than before');
    if (before !== undefined) this.#repetitions += 1;
    this.#answers.set(question, digest);
  }

  #count(verdict: Verdict): Verdict {
    this.#counts[verdict] += 1;
    return verdict;
  }
}

/** Of everything that an answer says, but the times. */
function digestOf({ response, faces }: Inspection): string {
  const hash = createHash('sha256').update(JSON.stringify(response));
  for (const { embedding, mesh, ...rest } of faces) hash.update(embedding).update(mesh).update(JSON.stringify(rest));
  return hash.digest('base64');
}
