import type { CallOptions, EngineSettings, EngineState, Failure, LocalInspection, Reply } from '../engine/protocol.js';
import { FaceAnalyzerError, messageOf } from '../errors.js';
import type { AnalyzeOptions, Capabilities, FaceAnalyzer, ImageInput, Inspection, Progress } from '../interface.js';
import type { FaceAnalyzerResponse } from '../response.js';
import { untilAborted } from '../until_aborted.js';
import { markAnswer } from './answerer.js';
import type { Connection } from './connection.js';
import { type Parcel, parcelOf } from './inputs.js';
import { checkedOptions } from './options.js';

interface Call {
  resolve(inspection: LocalInspection | null): void;
  reject(error: unknown): void;
}

export interface LocalSettings {
  readonly engine: EngineSettings;
  readonly worker: boolean;
  readonly base: string | undefined;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

/** The analyzer in front of an engine: it numbers the calls, sends the pictures and hands out the answers. */
export class LocalAnalyzer implements FaceAnalyzer {
  readonly #connection: Connection;
  readonly #settings: LocalSettings;
  readonly #calls = new Map<number, Call>();
  /** Pictures are sent in the order of the calls, though some are ready sooner. */
  #sent: Promise<unknown> = Promise.resolve();
  #lastId = 0;
  #state: EngineState | null = null;
  #over: FaceAnalyzerError | null = null;
  readonly #started: Promise<void>;
  #disposed: Promise<void> | null = null;
  #settle: { started(): void; failed(error: unknown): void; disposed(): void };

  constructor(connection: Connection, settings: LocalSettings) {
    this.#connection = connection;
    this.#settings = settings;
    this.#settle = { started: () => undefined, failed: () => undefined, disposed: () => undefined };
    this.#started = new Promise((resolve, reject) => {
      this.#settle = { ...this.#settle, started: resolve, failed: reject };
    });
    connection.listen((reply) => this.#receive(reply));
    connection.onBreak((error) => this.#break(breakdownOf(error)));
  }

  /**
   * Starts the engine.
   * @throws FaceAnalyzerError where it cannot start; the signal's reason
   */
  async start(signal: AbortSignal | undefined): Promise<void> {
    try {
      this.#connection.post({ type: 'start', settings: this.#settings.engine });
      await untilAborted(this.#started, signal);
    } catch (error) {
      await this.dispose();
      throw error;
    }
    this.#connection.keepAlive(false);
  }

  async analyze(input: ImageInput, options: AnalyzeOptions = {}): Promise<FaceAnalyzerResponse> {
    return (await this.inspect(input, options)).response;
  }

  async inspect(input: ImageInput, options: AnalyzeOptions = {}): Promise<Inspection> {
    const { signal, expected = [], ...wanted } = checkedOptions(options);
    signal?.throwIfAborted();
    const meshes = expected.map(({ mesh }) => ({ mesh: mesh.slice() })); // as they are now, and nothing else of the faces
    const inspection = await this.#call((id) => this.#send(id, input, { ...wanted, expected: meshes }), signal);
    if (inspection === null) throw new Error('unreachable: an inspection was asked for');
    markAnswer(inspection.response, 'local');
    return { ...inspection, answeredBy: 'local' };
  }

  async warmup({ signal }: { readonly signal?: AbortSignal } = {}): Promise<void> {
    signal?.throwIfAborted();
    await this.#call((id) => this.#enqueue(async () => this.#connection.post({ type: 'warmup', id })), signal);
  }

  capabilities(): Capabilities {
    if (this.#state === null) throw this.#over ?? new FaceAnalyzerError('engine-failed', 'The engine has not started.');
    return { ...this.#state, answeredBy: 'local', simd: true, worker: this.#settings.worker };
  }

  dispose(): Promise<void> {
    this.#disposed ??= this.#end();
    return this.#disposed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  async #end(): Promise<void> {
    const ended = new Promise<void>((resolve) => (this.#settle.disposed = resolve));
    const isRunning = this.#over === null;
    this.#break(new FaceAnalyzerError('disposed', 'The analyzer was disposed of.'));
    if (isRunning && !this.#settings.worker) {
      this.#connection.post({ type: 'dispose' });
      await ended;
    }
    this.#connection.close(); // a worker's memory goes with it
  }

  /** One call's way: it may end by its answer, its signal, or the engine's end. */
  async #call(send: (id: number) => Promise<void>, signal: AbortSignal | undefined): Promise<LocalInspection | null> {
    if (this.#over !== null) throw this.#over;
    const id = (this.#lastId += 1);
    const answer = new Promise<LocalInspection | null>((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      this.#connection.keepAlive(true);
      send(id).catch(reject);
    });
    try {
      return await untilAborted(answer, signal);
    } catch (error) {
      if (signal?.aborted === true && this.#over === null) this.#connection.post({ type: 'abort', id });
      throw error;
    } finally {
      this.#calls.delete(id);
      if (this.#calls.size === 0) this.#connection.keepAlive(false);
    }
  }

  async #send(id: number, input: ImageInput, options: CallOptions): Promise<void> {
    const parcel = parcelOf(input, this.#settings.base); // now: a canvas may be drawn on as soon as the caller goes on
    parcel.catch(() => undefined);
    await this.#enqueue(async () => {
      const parts = await parcel;
      if (this.#calls.has(id)) this.#post(id, parts, options);
    });
  }

  #post(id: number, { picture, transfer }: Parcel, options: CallOptions): void {
    try {
      this.#connection.post({ type: 'inspect', id, picture, options }, transfer);
    } catch (error) {
      // Only now a browser says that pixels are of another origin, which does not share them.
      throw new FaceAnalyzerError('unreadable-input', `The picture cannot be handed to the engine: ${messageOf(error)}`, { cause: error });
    }
  }

  #enqueue(post: () => Promise<void>): Promise<void> {
    const posted = this.#sent.then(post);
    this.#sent = posted.catch(() => undefined);
    return posted;
  }

  #receive(reply: Reply): void {
    switch (reply.type) {
      case 'progress':
        this.#settings.onProgress?.(reply.progress);
        break;
      case 'state':
        this.#state = reply.state;
        break;
      case 'started':
        this.#settle.started();
        break;
      case 'failed':
        this.#break(errorOf(reply.failure));
        break;
      case 'result':
        this.#calls.get(reply.id)?.resolve(reply.inspection);
        break;
      case 'rejected':
        this.#calls.get(reply.id)?.reject(errorOf(reply.failure));
        break;
      case 'disposed':
        this.#settle.disposed();
        break;
    }
  }

  /** The engine is over: whoever waits hears why. */
  #break(error: FaceAnalyzerError): void {
    this.#over ??= error;
    this.#settle.failed(this.#over);
    for (const { reject } of this.#calls.values()) reject(this.#over);
  }
}

function breakdownOf(error: unknown): FaceAnalyzerError {
  if (error instanceof FaceAnalyzerError) return error;
  return new FaceAnalyzerError('engine-failed', `The engine broke down: ${messageOf(error)}`, { cause: error });
}

const errorOf = ({ code, message, cause }: Failure): FaceAnalyzerError => new FaceAnalyzerError(code, message, { cause });
