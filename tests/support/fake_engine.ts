import type { Connection } from '../../web/analyzer/connection.js';
import { LocalAnalyzer } from '../../web/analyzer/local_analyzer.js';
import type { EngineState, LocalInspection, Reply, Request } from '../../web/engine/protocol.js';
import type { FaceAnalyzerResponse } from '../../web/response.js';

export const state: EngineState = { backend: 'wasm', reason: 'a test', networks: {}, threads: 1, exact: true };

/** A refusal of the core's whose detail is still missing. */
const refusal = (error_code: number, code: string): FaceAnalyzerResponse => ({
  request_id: '', log_id: '', error_code, error_code_str: code, error_msg: 'It failed. - ',
  error_detail: { status_code: error_code, code, code_message: 'It failed.', message: '' },
});

/** An engine that does nothing of its own accord: a test says what it replies. */
export class FakeEngine implements Connection {
  readonly requests: Request[] = [];
  isKept = false;
  isClosed = false;
  reply: (reply: Reply) => void = () => undefined;
  break: (error: unknown) => void = () => undefined;

  post(request: Request): void {
    this.requests.push(request);
    if (request.type === 'dispose') this.reply({ type: 'disposed' });
  }
  listen(receive: (reply: Reply) => void): void {
    this.reply = receive;
  }
  onBreak(report: (error: unknown) => void): void {
    this.break = report;
  }
  keepAlive(wanted: boolean): void {
    this.isKept = wanted;
  }
  close(): void {
    this.isClosed = true;
  }

  /** Ids of the pictures that arrived, in their order. */
  get pictures(): number[] {
    return this.requests.flatMap((request) => (request.type === 'inspect' ? [request.id] : []));
  }
  start(): void {
    this.reply({ type: 'state', state });
    const refusals = { PROCESSING_FAILURE: refusal(500, 'PROCESSING_FAILURE'), ERROR_INSUFFICIENT_RESOURCES: refusal(503, 'ERROR_INSUFFICIENT_RESOURCES') };
    this.reply({ type: 'started', refusals });
  }
  /** Answers the picture that arrived last by a response of this width. */
  answer(width: number): void {
    const response = { image_width: width } as FaceAnalyzerResponse;
    this.reply({ type: 'result', id: this.pictures.at(-1) ?? 0, inspection: { response, faces: [], timings: {} } as unknown as LocalInspection });
  }
}

/** What was connected to an analyzer, one engine after the other. */
export interface Made {
  readonly analyzer: LocalAnalyzer;
  readonly engines: readonly FakeEngine[];
}

/** An analyzer that has not started. */
export function made({ worker = true }: { readonly worker?: boolean } = {}): Made {
  const engines: FakeEngine[] = [];
  const connect = async (): Promise<Connection> => {
    const engine = new FakeEngine();
    engines.push(engine);
    return engine;
  };
  const engine = { backend: 'auto', threads: 1, exact: false, cache: true, assets: {}, networks: [] } as const;
  return { analyzer: new LocalAnalyzer(connect, { engine, worker, base: undefined, attributes: undefined, onProgress: undefined }), engines };
}

/** An analyzer with an engine that has started. */
export async function started(options: { readonly worker?: boolean } = {}): Promise<Made & { readonly engine: FakeEngine }> {
  const { analyzer, engines } = made(options);
  const start = analyzer.start(undefined);
  await settled();
  const [engine = new FakeEngine()] = engines;
  engine.start();
  await start;
  return { analyzer, engines, engine };
}

/** When everything has happened that waits for nobody. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const picture = Uint8Array.of(1, 2, 3);
