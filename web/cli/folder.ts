import { opendir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Report } from './report.js';

/** The files that are taken for photographs. */
const endings = /\.(jpe?g|jpe|jfif|png|bmp)$/i;

/**
 * The paths of the photographs in a folder and the folders in it, sorted by name, folder by folder; hidden ones are left out. A folder that links lead
 * to again is not searched again; one that cannot be read is reported. One folder's names at a time are in memory.
 */
export async function* photographsIn(folder: string, report: Report, visited = new Set<string>()): AsyncGenerator<string> {
  let entries: Map<string, Kind>;
  try {
    const { dev, ino } = await stat(folder, { bigint: true });
    const identity = `${dev}:${ino}`;
    if (visited.has(identity)) return;
    visited.add(identity);
    entries = await entriesOf(folder);
  } catch (error) {
    return report.complain(error);
  }
  for (const name of [...entries.keys()].sort()) {
    const file = path.join(folder, name);
    if (entries.get(name) === 'folder') yield* photographsIn(file, report, visited);
    else yield file;
  }
}

type Kind = 'photograph' | 'folder';

async function entriesOf(folder: string): Promise<Map<string, Kind>> {
  const entries = new Map<string, Kind>();
  for await (const entry of await opendir(folder, { bufferSize: 1024 })) {
    const status = entry.isSymbolicLink() ? await stat(path.join(folder, entry.name)).catch(() => null) : entry;
    const isFile = status === null || status.isFile(); // of a link that leads nowhere its reader hears
    const kind = status?.isDirectory() === true ? 'folder' : isFile && endings.test(entry.name) ? 'photograph' : null;
    if (kind !== null && !entry.name.startsWith('.')) entries.set(entry.name, kind);
  }
  return entries;
}
