import { appendFileSync, createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type AnswerLine, type Face, facesOf } from './faces.js';

/** The file holds no answers; the message says so. */
export class AnswerError extends Error {}

const noFace = 422;

/** The answers to photographs, by the photographs' names; with a file, from which an interrupted evaluation goes on. */
export class AnswerBook {
  readonly faces = new Map<string, readonly Face[]>();
  /** How often photographs were refused for something else than a missing face, by the refusal. */
  readonly refusals = new Map<string, number>();
  readonly #file: string | undefined;
  #separator = '';

  /** @param file undefined where the answers are not kept */
  constructor(file: string | undefined) {
    this.#file = file;
  }

  /**
   * Takes what the file has: lines of `analyze --ndjson --details`. A line that was not written to its end is no answer.
   * @param names of the photographs that are asked for; a line's path may be longer at its beginning
   * @throws AnswerError where the file holds something else
   */
  async read(names: ReadonlySet<string>): Promise<void> {
    if (this.#file === undefined || !existsSync(this.#file)) return;
    let [lines, answers] = [0, 0];
    for await (const text of createInterface({ input: createReadStream(this.#file), crlfDelay: Infinity })) {
      const line = answerIn(text);
      lines += 1;
      if (line === undefined) continue;
      answers += 1;
      const name = nameOf(line.file, names);
      if (name !== undefined) this.#keep(name, line);
    }
    if (lines > 1 && answers === 0) throw new AnswerError(`${this.#file} holds no answers of analyze --ndjson --details`);
    this.#separator = '\n'; // the last line may have no end
  }

  /** Keeps an answer; its file is a photograph's name. */
  add(line: AnswerLine): void {
    if (this.#file !== undefined) appendFileSync(this.#file, `${this.#separator}${JSON.stringify(line)}\n`);
    this.#separator = '';
    this.#keep(line.file, line);
  }

  #keep(name: string, line: AnswerLine): void {
    this.faces.set(name, facesOf(line));
    const { error_code: code, error_code_str: reason } = line.response;
    if (code !== 0 && code !== noFace) this.refusals.set(reason, (this.refusals.get(reason) ?? 0) + 1);
  }
}

function answerIn(text: string): AnswerLine | undefined {
  try {
    const line = JSON.parse(text) as Partial<AnswerLine> | null;
    return typeof line?.file === 'string' && line.response !== undefined ? (line as AnswerLine) : undefined;
  } catch {
    return undefined;
  }
}

/** The photograph whose name a path ends with. */
function nameOf(file: string, names: ReadonlySet<string>): string | undefined {
  const folders = file.replaceAll('\\', '/').split('/');
  return folders.map((_, index) => folders.slice(index).join('/')).find((end) => names.has(end));
}
