/** Loaded in front of an engine, it keeps hold of the core, so that a test can break it for good. */
import { BroadcastChannel, isMainThread, threadId } from 'node:worker_threads';

/** What an engine's thread is told, past the analyzer's requests. */
export interface Harm {
  readonly thread: number;
  readonly way: 'trap' | 'exhaust';
}

export const channelName = 'harm';

const tables: WebAssembly.Table[] = [];
const { instantiate } = WebAssembly;

WebAssembly.instantiate = (async (source: BufferSource, imports?: WebAssembly.Imports) => {
  const result: WebAssembly.WebAssemblyInstantiatedSource | WebAssembly.Instance = await instantiate(source, imports);
  const { exports } = 'instance' in result ? result.instance : result; // where a module was given
  tables.push(...Object.values(exports).filter((item) => item instanceof WebAssembly.Table));
  return result;
}) as typeof WebAssembly.instantiate;

/** Takes the core's functions away: from now on its calls of any of them trap. */
export function trapCores(): void {
  for (const table of tables.splice(0)) for (let index = 0; index < table.length; index += 1) table.set(index, null);
}

/** Fills the thread's memory until it has none any more. */
function exhaust(): void {
  const held: unknown[] = [];
  for (;;) held.push(Array.from({ length: 1e6 }, (_, index) => ({ index })));
}

if (!isMainThread) {
  const channel = new BroadcastChannel(channelName) as BroadcastChannel & { unref(): void };
  channel.onmessage = (event: unknown) => {
    const { thread, way } = (event as { readonly data: Harm }).data;
    if (thread === threadId) (way === 'trap' ? trapCores : exhaust)();
  };
  channel.unref();
}
