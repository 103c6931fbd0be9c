import { type AnalyzeOptions, FaceAnalyzerError, type FaceAnalyzerResponse, type ImageInput, type Inspection } from 'local-face-analyzer';
// Several at once over a stream, in order, with a bound on what waits.
import { pMapIterable } from 'p-map';
import type { Photograph } from './photographs.js';
import type { Pool } from './pool.js';
import type { Report } from './report.js';

/** What is said of a photograph. */
export interface Answer {
  readonly photograph: Photograph;
  readonly inspection: Inspection;
}

/** So many photographs for each engine are begun or wait for an earlier one's answer: a slow one holds up few, and no endless number waits for it. */
const mostBegun = 4;

/** Whom to ask, what for, and who hears of what went wrong. */
export interface Asking {
  readonly pool: Pick<Pool, 'inspect'>;
  readonly options: AnalyzeOptions;
  readonly report: Report;
}

/**
 * The answer to each photograph, in their order. What cannot be read is answered like an empty file, and what breaks the engine by the contract's
 * refusal; both are reported.
 * @param workers so many are analysed at once
 * @throws what the pool throws for an engine that cannot start
 */
export function answersTo(photographs: AsyncIterable<Photograph>, asking: Asking, workers: number): AsyncIterable<Answer> {
  return pMapIterable(photographs, (photograph) => answerTo(photograph, asking), { concurrency: workers, backpressure: workers * mostBegun });
}

async function answerTo(photograph: Photograph, asking: Asking): Promise<Answer> {
  const input = await photograph.read().catch((error: unknown) => {
    asking.report.complain(error);
    return new Uint8Array();
  });
  try {
    return { photograph, inspection: await inspected(input, asking) };
  } catch (error) {
    if (!(error instanceof FaceAnalyzerError)) throw error;
    asking.report.complain(`${photograph.name}: ${error.message}`);
    return { photograph, inspection: error.code === 'unreadable-input' ? await inspected(new Uint8Array(), asking) : failed(error) };
  }
}

/** An engine that broke down has been replaced. Whose fault it was nobody knows, so that the new one is asked too. */
async function inspected(input: ImageInput, { pool, options }: Asking): Promise<Inspection> {
  try {
    return await pool.inspect(input, options);
  } catch (error) {
    if (!(error instanceof FaceAnalyzerError && error.code === 'engine-failed')) throw error;
    return pool.inspect(input, options);
  }
}

const failed = ({ message }: Error): Inspection => ({ response: processingFailure(message), answeredBy: 'local', faces: [], timings: null });

/** The contract's refusal, as the core words it, where there is no core any more to say it. */
export function processingFailure(message: string): FaceAnalyzerResponse {
  const [code, code_message] = ['PROCESSING_FAILURE', 'The analysis failed.'];
  return {
    request_id: '',
    log_id: '',
    error_code: 500,
    error_code_str: code,
    error_msg: `${code_message} - ${message}`,
    error_detail: { status_code: 500, code, code_message, message },
  };
}
