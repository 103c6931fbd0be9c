import { createHash } from 'node:crypto';
import { messageOf } from '../../web/errors.js';
import type { Inspection } from '../../web/interface.js';
import type { FaceAnalyzerResponse } from '../../web/response.js';
import { assertAgree } from '../support/agree.js';
import { assertValid } from '../support/schema.js';
import type { Rejection } from './ask.js';
import type { Draw, Harm } from './draw.js';

export type Verdict = 'answered' | 'refused' | 'aborted' | 'broken';

/** A wrong answer, in words. */
export class WrongAnswer extends Error {}

const breakdown = /^The engine broke down: /;

/** Knows what each question was answered by before, and how many engines were harmed. */
export class Judge {
  /** By the question: the response where the next one is only near it, else a digest of everything. */
  readonly #answers = new Map<string, FaceAnalyzerResponse | string>();
  readonly #isNear: boolean;
  readonly #counts: Record<Verdict, number> = { answered: 0, refused: 0, aborted: 0, broken: 0 };
  #harms = 0;
  #losses = 0;
  #repetitions = 0;

  /** @param isNear whether numbers may be others by as much as a GPU's are */
  constructor(isNear = false) {
    this.#isNear = isNear;
  }

  /** An engine was harmed: one photograph at most may be refused for that, and none where its GPU alone was lost. */
  expectHarm(way: Harm): void {
    if (way === 'lose') this.#losses += 1;
    else this.#harms += 1;
  }

  get summary() {
    return { ...this.#counts, harms: this.#harms, losses: this.#losses, questions: this.#answers.size, repetitions: this.#repetitions };
  }

  /** @throws WrongAnswer */
  take(draw: Draw, inspection: Inspection): Verdict {
    const { response, faces, timings } = inspection;
    assertValid(response);
    if (breakdown.test(response.error_detail.message)) return this.#count(this.#brokenBy(inspection));
    if (faces.length !== (response.data?.face_count ?? 0) || timings === null) throw new WrongAnswer('the details are not those of the response');
    this.#compare(`${draw.photograph.name} ${JSON.stringify(draw.options)}`, this.#isNear ? response : digestOf(inspection));
    return this.#count(response.error_code === 0 ? 'answered' : 'refused');
  }

  /** @throws WrongAnswer */
  takeRejection({ rejectedWith, isAborted, isReason }: Rejection): Verdict {
    if (!isAborted) throw new WrongAnswer(`nobody aborted it, and it rejects with ${rejectedWith}`);
    if (!isReason) throw new WrongAnswer(`it does not reject with its signal's reason, but with ${rejectedWith}`);
    return this.#count('aborted');
  }

  #brokenBy({ response, faces, timings }: Inspection): Verdict {
    const { code, message } = response.error_detail;
    if (this.#counts.broken === this.#harms) throw new WrongAnswer(`no engine was harmed: ${message}`);
    if (code !== 'PROCESSING_FAILURE' || faces.length > 0 || timings !== null) throw new WrongAnswer(`the refusal is ${code}, with ${faces.length} faces`);
    return 'broken';
  }

  #compare(question: string, answer: FaceAnalyzerResponse | string): void {
    const before = this.#answers.get(question);
    if (before === undefined) return void this.#answers.set(question, answer);
    try {
      assertAgree(answer, before, 'the answer');
    } catch (cause) {
      throw new WrongAnswer(`the answer is another one than before: ${messageOf(cause)}`, { cause });
    }
    this.#repetitions += 1;
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
