import { isTrap } from '../core/trap.js';
import { breakdownOf, FaceAnalyzerError, messageOf } from '../errors.js';
import type { Progress } from '../interface.js';
import type { EngineState, Failure, LocalInspection, Port, Reply, Request } from './protocol.js';
import { type EngineHost, type RunningEngine, startEngine } from './start.js';

/** Serves one engine over a channel, from 'start' to 'dispose'. */
export function serve(port: Port<Reply, Request>, host: EngineHost): void {
  const service = new Service(port, host);
  port.listen((request) => service.receive(request));
}

class Service {
  readonly #port: Port<Reply, Request>;
  readonly #host: EngineHost;
  readonly #life = new AbortController();
  readonly #calls = new Map<number, AbortController>();
  #running: Promise<RunningEngine> | null = null;

  constructor(port: Port<Reply, Request>, host: EngineHost) {
    this.#port = port;
    this.#host = host;
  }

  receive(request: Request): void {
    switch (request.type) {
      case 'start':
        this.#start(request);
        break;
      case 'inspect':
        void this.#call(request.id, (running, signal) => running.inspect(request.picture, request.options, signal));
        break;
      case 'warmup':
        void this.#call(request.id, (running, signal) => running.warmup(signal));
        break;
      case 'abort':
        this.#calls.get(request.id)?.abort();
        break;
      case 'dispose':
        void this.#dispose();
        break;
    }
  }

  #start({ settings }: Extract<Request, { type: 'start' }>): void {
    const events = {
      progress: (progress: Progress) => this.#port.post({ type: 'progress', progress }),
      state: (state: EngineState) => this.#port.post({ type: 'state', state }),
      trapped: (error: unknown) => this.#fail(error),
    };
    this.#running = startEngine(settings, this.#host, events, this.#life.signal);
    this.#running.then(
      ({ refusals }) => this.#port.post({ type: 'started', refusals }),
      (error: unknown) => this.#fail(error),
    );
  }

  /** Answers one call; a call that was aborted has nobody waiting, so that its rejection goes nowhere. */
  async #call(id: number, answer: (running: RunningEngine, signal: AbortSignal) => Promise<LocalInspection | null>): Promise<void> {
    const controller = new AbortController();
    this.#calls.set(id, controller);
    try {
      if (this.#running === null) throw new FaceAnalyzerError('engine-failed', 'The engine was not started.');
      const inspection = await answer(await this.#running, controller.signal);
      this.#port.post({ type: 'result', id, inspection }, transferablesOf(inspection));
    } catch (error) {
      const isRejection = error instanceof FaceAnalyzerError || (controller.signal.aborted && !isTrap(error));
      if (isRejection) this.#port.post({ type: 'rejected', id, failure: failureOf(error) });
      else this.#fail(error);
    } finally {
      this.#calls.delete(id);
    }
  }

  /** The engine is over, and whoever started it knows how to start another one. */
  #fail(error: unknown): void {
    this.#port.post({ type: 'failed', failure: failureOf(error) });
  }

  async #dispose(): Promise<void> {
    this.#life.abort();
    for (const call of this.#calls.values()) call.abort();
    try {
      await (await this.#running)?.dispose();
    } catch {
      // It never started: nothing to give back.
    }
    this.#running = null;
    this.#port.post({ type: 'disposed' });
  }
}

function failureOf(error: unknown): Failure {
  const { code, message, cause } = error instanceof FaceAnalyzerError ? error : breakdownOf(error);
  return { code, message, cause: cause instanceof Error ? cause : messageOf(cause) }; // errors can be sent, other objects perhaps not
}

function transferablesOf(inspection: LocalInspection | null): ArrayBuffer[] {
  return (inspection?.faces ?? []).flatMap(({ embedding, mesh }) => [embedding.buffer, mesh.buffer] as ArrayBuffer[]);
}
