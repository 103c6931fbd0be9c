import type { Port, Reply, Request } from '../engine/protocol.js';

/** A way to an engine: to a worker of its own or to this thread's. */
export interface Connection extends Port<Request, Reply> {
  /** Called when the engine breaks down, or never came; perhaps more than once. */
  onBreak(report: (error: unknown) => void): void;
  /** Keeps the process alive while somebody waits; a page needs none of it. */
  keepAlive(wanted: boolean): void;
  close(): void;
}

/** What the main side needs of the place where it runs. */
export interface AnalyzerPlace {
  /**
   * Connects to an engine.
   * @param url of the engine's module
   */
  connect(url: string, worker: boolean): Promise<Connection>;
  readonly engineFile: string;
  /** What relative addresses of images and assets start from, where there is such a thing. */
  readonly base: string | undefined;
  /** Threads that can be had, and why not more. */
  threads(worker: boolean): { readonly count: number; readonly most: number };
}
