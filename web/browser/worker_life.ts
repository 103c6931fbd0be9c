/** What no message tells of an engine's worker: that it is dead, or that it never was one. */

/** With it the name of each engine's worker begins, and it is a word of the engine's script. */
const mark = 'local-face-analyzer';

/** A name that no other worker of the origin has. */
export const newWorkerName = (): string => `${mark} ${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;

/** The scope of a worker that was started to be an engine; null anywhere else. */
export function engineScope(): EngineScope | null {
  const isEngine = typeof WorkerGlobalScope !== 'undefined' && self instanceof WorkerGlobalScope && self.name.startsWith(mark);
  return isEngine ? (self as unknown as EngineScope) : null;
}

declare const WorkerGlobalScope: abstract new () => { readonly name: string };

/** What an engine uses of its worker's scope. */
export interface EngineScope {
  readonly name: string;
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** There are none without HTTPS, nor in frames that may store nothing. */
const locksHere = (): LockManager | undefined => navigator.locks as LockManager | undefined;

/** In a worker: takes the lock of its name, which the browser takes back when it dies, however it does. Resolves when it is held, or cannot be had. */
export function holdLife(name: string): Promise<void> {
  return new Promise((resolve) => {
    const untilItDies = new Promise<never>(() => undefined);
    const held = locksHere()?.request(name, () => {
      resolve();
      return untilItDies;
    });
    if (held === undefined) resolve();
    else held.catch(() => resolve());
  });
}

/** Reports that a worker which held its life is dead. No report comes where locks cannot be had, nor after the signal. */
export async function watchLife(name: string, signal: AbortSignal, report: (error: Error) => void): Promise<void> {
  try {
    const isHeld = await locksHere()?.request(name, { ifAvailable: true }, (lock) => lock === null);
    if (isHeld === true) await locksHere()?.request(name, { signal }, () => report(new Error('its worker ended')));
  } catch {
    // The signal, or a frame that may store nothing.
  }
}

/** Milliseconds of silence after which the script of a worker is looked at; it is not ended for its silence. */
const silence = 5000;

/** Reports that a worker has said nothing because its script is another one, and no engine's. */
export function watchScript(worker: Worker, url: string, signal: AbortSignal, report: (error: Error) => void): void {
  const look = async (): Promise<void> => {
    const response = await fetch(url, { signal });
    if (response.ok && !(await response.text()).includes(mark)) report(new Error('what is there is another script'));
  };
  const timer = setTimeout(() => void look().catch(() => undefined), silence); // where nothing comes, the worker's own error says so
  const leave = (): void => clearTimeout(timer);
  worker.addEventListener('message', leave, { once: true });
  signal.addEventListener('abort', leave);
}
