import { type FileHandle, open } from 'node:fs/promises';
import { UsageError } from './arguments.js';
import type { Photograph } from './photographs.js';
import { newline, piecesOf } from './pieces.js';

/** How every line begins that --ndjson writes. */
const beginning = '{"file":"';
const lineWithName = /^\{"file":("(?:[^"\\]|\\.)*"),/;
const mostBytesOfName = 65_536;

/**
 * The names that a file of --ndjson holds an answer to, after a last line that was cut off is cut away. There need not be such a file yet.
 * @throws UsageError where it is another file, which is left as it is; Error where it cannot be read
 */
export async function answeredIn(file: string): Promise<Set<string>> {
  const handle = await open(file, 'a+');
  try {
    return await repaired(handle, file);
  } finally {
    await handle.close();
  }
}

async function repaired(handle: FileHandle, file: string): Promise<Set<string>> {
  const names = new Set<string>();
  let length = 0;
  for await (const line of piecesOf(handle.createReadStream({ start: 0, autoClose: false }), newline)) {
    const text = line.subarray(0, mostBytesOfName).toString();
    const isWhole = line.at(-1) === newline;
    const [, name] = (isWhole && lineWithName.exec(text)) || [];
    if (isWhole ? name === undefined : length === 0 && !isBegun(text)) throw new UsageError(`${file} is no file that --ndjson wrote`);
    if (name === undefined) break;
    names.add(JSON.parse(name) as string);
    length += line.length;
  }
  await handle.truncate(length);
  return names;
}

/** Whether it is what is left of a first line. */
const isBegun = (text: string): boolean => text.startsWith(beginning) || beginning.startsWith(text);

/** The photographs whose names are not known yet; then they are. */
export async function* unanswered(photographs: AsyncIterable<Photograph>, names: Set<string>): AsyncGenerator<Photograph> {
  for await (const photograph of photographs) {
    if (names.has(photograph.name)) continue;
    names.add(photograph.name);
    yield photograph;
  }
}
