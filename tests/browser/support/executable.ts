import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** A program that the tests drive: the file that a variable of the environment names, else the first of the names that is on the PATH; or null. */
export function executableOf(variable: string, names: readonly string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return process.env[variable] ?? names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable) ?? null;
}

/** @throws Error where there is none */
export function needExecutable(variable: string, names: readonly string[]): string {
  const found = executableOf(variable, names);
  if (found === null) throw new Error(`none of ${names.join(', ')} is on the PATH, and ${variable} is not set`);
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
