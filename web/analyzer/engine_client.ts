import type { BreakdownRefusals, EngineSettings, EngineState, Failure, LocalInspection, Reply, Request } from '../engine/protocol.js';
import { breakdownOf, FaceAnalyzerError, messageOf } from '../errors.js';
import type { Progress } from '../interface.js';
import type { Connection } from './connection.js';

/** What an engine says of its own accord. */
export interface EngineNews {
  progress(progress: Progress): void;
  state(state: EngineState): void;
  /** It broke down after it had started, and is of no use any more. Whoever waits for its answer hears of it later. */
  broken(error: FaceAnalyzerError): void;
}

/** What an engine is asked for; its number comes with it. */
export type Question = Omit<Extract<Request, { type: 'inspect' }>, 'id'> | Omit<Extract<Request, { type: 'warmup' }>, 'id'>;

interface Waiting<Value> {
  resolve(value: Value): void;
  reject(error: unknown): void;
}

/** One engine on the other end of a connection, from its start to its end. It is asked one thing after the other. */
export class EngineClient {
  readonly #connection: Connection;
  readonly #isInline: boolean;
  readonly #news: EngineNews;
  #start: Waiting<BreakdownRefusals> | null = null;
  #call: Waiting<LocalInspection | null> | null = null;
  #lastId = 0;
  #isOver = false;
  #disposed: () => void = () => undefined;
  #end: Promise<void> | null = null;

  /** @param isInline whether it is in this thread */
  constructor(connection: Connection, isInline: boolean, news: EngineNews) {
    this.#connection = connection;
    this.#isInline = isInline;
    this.#news = news;
    connection.listen((reply) => this.#receive(reply));
    connection.onBreak((error) => this.#break(error instanceof FaceAnalyzerError ? error : breakdownOf(error)));
  }

  /** @throws FaceAnalyzerError where it cannot start */
  async start(settings: EngineSettings): Promise<BreakdownRefusals> {
    return new Promise((resolve, reject) => {
      this.#start = { resolve, reject };
      this.#connection.post({ type: 'start', settings });
    });
  }

  /**
   * Its answer. An abort is passed on, and then too the engine is asked for the next thing only when it has replied.
   * @throws FaceAnalyzerError 'engine-failed' where it breaks down, 'unreadable-input'
   */
  async ask(question: Question, transfer: readonly Transferable[], signal: AbortSignal | undefined): Promise<LocalInspection | null> {
    const id = (this.#lastId += 1);
    const abort = (): void => this.#connection.post({ type: 'abort', id });
    try {
      return await new Promise((resolve, reject) => {
        this.#call = { resolve, reject };
        this.#post({ ...question, id }, transfer);
        signal?.addEventListener('abort', abort, { once: true });
      });
    } finally {
      this.#call = null;
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Keeps the process alive while somebody waits. */
  keepAlive(wanted: boolean): void {
    if (!this.#isOver) this.#connection.keepAlive(wanted);
  }

  /** Ends it and gives its memory back, broken or not. May be called twice. */
  end(): Promise<void> {
    this.#end ??= this.#close();
    return this.#end;
  }

  async #close(): Promise<void> {
    this.#isOver = true;
    if (this.#isInline) {
      this.#connection.keepAlive(true);
      const disposed = new Promise<void>((resolve) => (this.#disposed = resolve));
      this.#connection.post({ type: 'dispose' });
      await disposed;
    }
    this.#connection.close(); // a worker's memory goes with it
  }

  #post(request: Request, transfer: readonly Transferable[]): void {
    try {
      this.#connection.post(request, transfer);
    } catch (error) {
      // Only now a browser says that pixels are of another origin, which does not share them.
      throw new FaceAnalyzerError('unreadable-input', `The picture cannot be handed to the engine: ${messageOf(error)}`, { cause: error });
    }
  }

  #receive(reply: Reply): void {
    if (reply.type === 'disposed') this.#disposed();
    if (this.#isOver) return;
    switch (reply.type) {
      case 'progress':
        this.#news.progress(reply.progress);
        break;
      case 'state':
        this.#news.state(reply.state);
        break;
      case 'started':
        this.#start?.resolve(reply.refusals);
        this.#start = null;
        break;
      case 'failed':
        this.#break(errorOf(reply.failure));
        break;
      case 'result':
        this.#call?.resolve(reply.inspection);
        break;
      case 'rejected':
        this.#call?.reject(errorOf(reply.failure));
        break;
    }
  }

  #break(error: FaceAnalyzerError): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#start === null) this.#news.broken(error);
    this.#start?.reject(error);
    this.#call?.reject(error);
  }
}

const errorOf = ({ code, message, cause }: Failure): FaceAnalyzerError => new FaceAnalyzerError(code, message, { cause });
