import type { BreakdownRefusals, CallOptions, EngineSettings, EngineState } from '../engine/protocol.js';
import { FaceAnalyzerError, messageOf } from '../errors.js';
import type { AnalyzeOptions, AttributeName, Capabilities, FaceAnalyzer, ImageInput, Inspection, Progress } from '../interface.js';
import type { FaceAnalyzerResponse } from '../response.js';
import { untilAborted } from '../until_aborted.js';
import { markAnswer } from './answerer.js';
import { type Outcome, outcomeOf } from './breakdown.js';
import type { Connection } from './connection.js';
import { EngineClient } from './engine_client.js';
import { type Parcel, parcelOf } from './inputs.js';
import { optionsWithin } from './options.js';

export interface LocalSettings {
  readonly engine: EngineSettings;
  readonly worker: boolean;
  readonly base: string | undefined;
  /** What calls may measure, where that is not everything. */
  readonly attributes: readonly AttributeName[] | undefined;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

/** An engine that has started, and how its core refuses a photograph that breaks it. */
interface Started {
  readonly engine: EngineClient;
  readonly refusals: BreakdownRefusals;
}

/** So many engines in a row may take the place of one that broke down, until one is asked for something. */
const mostReplacements = 2;

/**
 * The analyzer in front of an engine. It keeps the calls, hands one after the other to the engine, and replaces an engine that broke down: the photograph
 * that was in it is refused, and those that wait never left.
 */
export class LocalAnalyzer implements FaceAnalyzer {
  readonly #connect: () => Promise<Connection>;
  readonly #settings: LocalSettings;
  /** How each call hears of the analyzer's end. */
  readonly #waiting = new Set<(error: FaceAnalyzerError) => void>();
  /** The calls have their turns one after the other. */
  #turns: Promise<unknown> = Promise.resolve();
  /** The one that answers, as soon as it has started. */
  #started: Promise<Started>;
  /** The newest one, started or not. */
  #engine: EngineClient | null = null;
  #replacements = 0;
  #restarts = 0;
  #state: EngineState | null = null;
  #over: FaceAnalyzerError | null = null;
  #disposed: Promise<void> | null = null;

  /** @param connect makes the way to a new engine */
  constructor(connect: () => Promise<Connection>, settings: LocalSettings) {
    this.#connect = connect;
    this.#settings = settings;
    this.#started = Promise.reject(new FaceAnalyzerError('engine-failed', 'The engine has not started.'));
    this.#started.catch(() => undefined);
  }

  /**
   * Starts the engine.
   * @throws FaceAnalyzerError where it cannot start; the signal's reason
   */
  async start(signal: AbortSignal | undefined): Promise<void> {
    this.#started = this.#startEngine(this.#settings.onProgress);
    try {
      await this.#untilEnd(this.#started, signal);
    } catch (error) {
      await this.dispose();
      throw error;
    }
  }

  async analyze(input: ImageInput, options: AnalyzeOptions = {}): Promise<FaceAnalyzerResponse> {
    return (await this.inspect(input, options)).response;
  }

  async inspect(input: ImageInput, options: AnalyzeOptions = {}): Promise<Inspection> {
    const { signal, expected = [], ...wanted } = optionsWithin(this.#settings.attributes, options);
    signal?.throwIfAborted();
    if (this.#over !== null) throw this.#over;
    const meshes = expected.map(({ mesh }) => ({ mesh: mesh.slice() })); // as they are now, and nothing else of the faces
    const parcel = parcelOf(input, this.#settings.base); // now: a canvas may be drawn on as soon as the caller goes on
    parcel.catch(() => undefined);
    const outcome = await this.#turn(async () => this.#outcome(await parcel, { ...wanted, expected: meshes }, signal), signal);
    markAnswer(outcome.response, 'local');
    return { ...outcome, answeredBy: 'local' };
  }

  async warmup({ signal }: { readonly signal?: AbortSignal } = {}): Promise<void> {
    signal?.throwIfAborted();
    if (this.#over !== null) throw this.#over;
    await this.#turn(async () => (await this.#ready(signal)).engine.ask({ type: 'warmup' }, [], signal), signal);
  }

  /** While an engine is replaced, what the broken one could. */
  capabilities(): Capabilities {
    if (this.#state === null) throw this.#over ?? new FaceAnalyzerError('engine-failed', 'The engine has not started.');
    return { ...this.#state, answeredBy: 'local', simd: true, worker: this.#settings.worker, restarts: this.#restarts };
  }

  dispose(): Promise<void> {
    this.#disposed ??= this.#dispose();
    return this.#disposed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  async #dispose(): Promise<void> {
    this.#end(new FaceAnalyzerError('disposed', 'The analyzer was disposed of.'));
    await this.#engine?.end();
  }

  /** A call when all before it are over. */
  async #turn<Answer>(take: () => Promise<Answer>, signal: AbortSignal | undefined): Promise<Answer> {
    const answer = this.#turns.then(take);
    this.#turns = answer.catch(() => undefined);
    return this.#untilEnd(answer, signal);
  }

  /** A promise's outcome, or the signal's reason or the analyzer's end where that comes first. */
  async #untilEnd<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
    let end = (_: FaceAnalyzerError): void => undefined;
    const ended = new Promise<never>((_, reject) => (end = reject));
    this.#waiting.add(end);
    this.#keepAlive();
    try {
      return await untilAborted(Promise.race([promise, ended]), signal);
    } finally {
      this.#waiting.delete(end);
      this.#keepAlive();
    }
  }

  async #outcome({ picture, transfer }: Parcel, options: CallOptions, signal: AbortSignal | undefined): Promise<Outcome> {
    const { engine, refusals } = await this.#ready(signal);
    try {
      const inspection = await engine.ask({ type: 'inspect', picture, options }, transfer, signal);
      if (inspection === null) throw new Error('unreachable: an inspection was asked for');
      return inspection;
    } catch (error) {
      if (error instanceof FaceAnalyzerError && error.code === 'engine-failed') return outcomeOf(error, refusals);
      throw error;
    }
  }

  /** The engine that is asked next, now. */
  async #ready(signal: AbortSignal | undefined): Promise<Started> {
    const started = await this.#started;
    signal?.throwIfAborted();
    if (this.#over !== null) throw this.#over;
    this.#replacements = 0;
    return started;
  }

  async #startEngine(onProgress?: (progress: Progress) => void): Promise<Started> {
    const connection = await this.#connect();
    if (this.#over !== null) {
      connection.close();
      throw this.#over;
    }
    const engine = new EngineClient(connection, !this.#settings.worker, {
      progress: (progress) => onProgress?.(progress),
      state: (state) => (this.#state = state),
      broken: (error) => this.#replace(engine, error),
    });
    this.#engine = engine;
    this.#keepAlive();
    try {
      return { engine, refusals: await engine.start(this.#settings.engine) };
    } catch (error) {
      void engine.end();
      throw error;
    }
  }

  #replace(broken: EngineClient, why: FaceAnalyzerError): void {
    void broken.end();
    this.#restarts += 1;
    this.#started = this.#startAnother(why);
    this.#started.catch(() => undefined); // whoever calls hears of it
  }

  /** @throws FaceAnalyzerError where none starts: then the analyzer is over */
  async #startAnother(why: unknown): Promise<Started> {
    if (this.#over !== null) throw this.#over;
    if (this.#replacements === mostReplacements) {
      throw this.#end(new FaceAnalyzerError('engine-failed', `The engine cannot be replaced: ${messageOf(why)}`, { cause: why }));
    }
    this.#replacements += 1;
    return this.#startEngine().catch((error: unknown) => this.#startAnother(error));
  }

  #keepAlive(): void {
    this.#engine?.keepAlive(this.#waiting.size > 0);
  }

  /** The analyzer is over: whoever waits hears why. */
  #end(error: FaceAnalyzerError): FaceAnalyzerError {
    this.#over ??= error;
    for (const end of this.#waiting) end(this.#over);
    return this.#over;
  }
}
