import { readdirSync, readFileSync } from 'node:fs';

/** A process and all that it started, in Linux. */
function familyOf(ancestor: number): number[] {
  const parents = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), parentOf(name)]));
  const family = [ancestor];
  for (const member of family) family.push(...[...parents].filter(([, parent]) => parent === member).map(([child]) => child)); // grows as it goes
  return family;
}

function parentOf(child: string): number {
  return Number(/^PPid:\s*(\d+)$/m.exec(textOf(`/proc/${child}/status`))?.[1]);
}

/** Bytes that all the processes hold which this one started; what several of them share is counted once. */
export function memoryOfChildren(): number {
  const [, ...children] = familyOf(process.pid);
  return children.reduce((sum, child) => sum + 1024 * Number(/^Pss:\s*(\d+) kB$/m.exec(textOf(`/proc/${child}/smaps_rollup`))?.[1] ?? 0), 0);
}

/** Nothing, where the process has ended meanwhile. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
