/** The photographs of this visit: they are analysed one after the other, and one of them is shown. */
import type { Inspection } from 'local-face-analyzer';
import { announce, byId } from './dom.js';
import type { Engine, Later } from './engine.js';
import { Film, type Frame } from './film.js';
import { showEngine } from './loading.js';
import { refusalOf } from './refusals.js';
import { ResultView } from './result_view.js';

export interface Photograph {
  readonly file: File;
  readonly frame: Frame;
  /** The answer, or why there is none; undefined until then. */
  outcome: Inspection | Error | undefined;
}

export class Photographs {
  readonly #engine: Later<Engine>;
  readonly #film = new Film(byId('film', HTMLElement));
  readonly #view = new ResultView();
  readonly #waiting: Photograph[] = [];
  #shown: Photograph | null = null;
  #isRunning = false;

  constructor(engine: Later<Engine>) {
    this.#engine = engine;
  }

  /** Adds files behind the others, and shows the first of them. */
  add(files: readonly File[]): void {
    const added = files.map((file) => this.#photographOf(file));
    const [first] = added;
    if (first === undefined) return;
    this.#waiting.push(...added);
    void this.#show(first);
    void this.#run();
  }

  #photographOf(file: File): Photograph {
    const photograph: Photograph = { file, frame: this.#film.add(file, () => void this.#show(photograph)), outcome: undefined };
    return photograph;
  }

  async #show(photograph: Photograph): Promise<void> {
    this.#shown = photograph;
    this.#film.choose(photograph.frame);
    const isShown = (): boolean => this.#shown === photograph;
    await this.#view.open(photograph.file, isShown);
    if (isShown()) await this.#present(photograph);
  }

  async #present({ file, outcome }: Photograph): Promise<void> {
    const capabilities = outcome === undefined ? null : (await this.#engine.get()).capabilities();
    if (capabilities !== null) showEngine(capabilities);
    this.#view.present(file.name, outcome, capabilities);
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    const engine = await this.#engine.get();
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      next.frame.say('working', 'Analysing …');
      next.outcome = await engine.inspect(next.file).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
      const summary = summaryOf(next.outcome);
      next.frame.say(summary.isGood ? 'done' : 'refused', summary.text);
      announce(`${next.file.name}: ${summary.text}${summary.isGood ? '' : `. ${reasonOf(next.outcome)}`}`);
      if (this.#shown === next) await this.#present(next);
    }
    this.#isRunning = false;
  }
}

const reasonOf = (outcome: Inspection | Error): string => (outcome instanceof Error ? outcome.message : refusalOf(outcome.response).title);

export function summaryOf(outcome: Inspection | Error): { readonly isGood: boolean; readonly text: string } {
  if (outcome instanceof Error) return { isGood: false, text: 'Failed' };
  const { data } = outcome.response;
  if (data === undefined) return { isGood: false, text: 'Refused' };
  return { isGood: true, text: data.face_count === 1 ? '1 face' : `${data.face_count} faces` };
}
