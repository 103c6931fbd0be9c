import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { photographsIn } from './folder.js';
import { newline, piecesOf } from './pieces.js';
import type { Report } from './report.js';

/** A photograph that somebody asked for. */
export interface Photograph {
  /** As the output calls it. */
  readonly name: string;
  /**
   * Its bytes, or where the engine finds them. It can be read again.
   * @throws Error where it cannot be read
   */
  read(): Promise<Uint8Array | URL>;
}

/** A file that lists paths. */
export interface PathList {
  /** '-': stdin. */
  readonly file: string;
  /** Whether a NUL ends each path, else a line's end. */
  readonly null: boolean;
}

export interface Sources {
  /** Files, folders, and '-' for the bytes of one photograph on stdin. */
  readonly paths: readonly string[];
  readonly list: PathList | undefined;
}

/** What stands for stdin in the place of a path. */
export const standardInput = '-';

/** Every photograph in its order. What cannot be searched or listed is reported. */
export async function* photographsOf({ paths, list }: Sources, report: Report): AsyncGenerator<Photograph> {
  for (const path of paths) yield* path === standardInput ? [photographOnStdin()] : photographsAt(path, report);
  if (list === undefined) return;
  try {
    for await (const path of pathsOf(list)) yield* photographsAt(path, report);
  } catch (error) {
    report.complain(error);
  }
}

export async function isFolder(path: string): Promise<boolean> {
  const status = await stat(path).catch(() => null); // what is not there is missed by whoever reads it
  return status?.isDirectory() === true;
}

async function* photographsAt(path: string, report: Report): AsyncGenerator<Photograph> {
  if (!(await isFolder(path))) return yield photographAt(path);
  let count = 0;
  for await (const file of photographsIn(path, report)) {
    count += 1;
    yield photographAt(file);
  }
  if (count === 0) report.complain(`there is no photograph in ${path}`);
}

function photographOnStdin(): Photograph {
  let bytes: Promise<Uint8Array> | undefined;
  return { name: standardInput, read: () => (bytes ??= buffer(process.stdin)) };
}

const photographAt = (path: string): Photograph => ({ name: path, read: () => bytesOf(path) });

/** Far more than the contract allows: of such a file the engine reads the beginning, and refuses it. */
const mostBytesInMemory = 32 * 2 ** 20;

async function bytesOf(path: string): Promise<Uint8Array | URL> {
  const { size } = await stat(path);
  return size > mostBytesInMemory ? pathToFileURL(path) : readFile(path);
}

/** The paths of a list, as they come. */
async function* pathsOf({ file, null: isNull }: PathList): AsyncGenerator<string> {
  const stream: AsyncIterable<Buffer> = file === standardInput ? process.stdin : createReadStream(file);
  for await (const piece of piecesOf(stream, isNull ? 0 : newline)) {
    const path = piece.toString().replace(isNull ? /\0$/ : /\r?\n$/, '');
    if (path !== '') yield path;
  }
}
