/** One of the two photographs that are compared. */
import type { FaceDetails, Inspection } from 'local-face-analyzer';
import { type Face, facesOf } from 'local-face-analyzer/draw';
import { portrait } from './cards.js';
import { announce, element } from './dom.js';
import type { Engine, Later } from './engine.js';
import { chooseWith } from './intake.js';
import { failureCard, refusalCard } from './message_cards.js';
import { summaryOf } from './photographs.js';
import { Stage } from './stage.js';

export interface Candidate {
  readonly face: Face;
  readonly details: FaceDetails;
}

export class Side {
  readonly root: HTMLElement;
  readonly name: string;
  readonly #engine: Later<Engine>;
  readonly #changed: () => void;
  readonly #stage: Stage;
  readonly #picker: HTMLElement;
  readonly #state = element('div', { class: 'side-state' });
  readonly #empty: HTMLElement;
  #bitmap: ImageBitmap | null = null;
  #faces: readonly Candidate[] = [];
  #chosen = 0;
  #isNew = false;
  /** Counts the photographs, so that one that was overtaken is not shown. */
  #turn = 0;

  constructor(name: string, engine: Later<Engine>, changed: () => void) {
    this.name = name;
    this.#engine = engine;
    this.#changed = changed;
    const button = element('button', { type: 'button', 'aria-label': `Choose file of the ${name.toLowerCase()} photograph` }, 'Choose file');
    const input = element('input', { type: 'file', accept: 'image/jpeg,image/png,image/bmp', hidden: true, 'aria-label': `${name} photograph` });
    this.#empty = element('div', { class: 'drop' }, element('h2', {}, `${name} photograph`), element('p', {}, 'Drop, paste or choose it, or take a sample.'));
    const frame = element('div', { class: 'stage' }, this.#empty);
    this.#picker = element('div', { class: 'picker', role: 'group', 'aria-label': `Faces of the ${name.toLowerCase()} photograph` });
    this.root = element('section', { class: 'side', 'aria-label': `${name} photograph` }, frame, element('div', { class: 'row' }, button, input, this.#picker), this.#state);
    this.#stage = new Stage(frame);
    this.#stage.mark({ shown: new Set(['rectangle']) });
    chooseWith(button, input, ([file]) => void (file && this.take(file)));
  }

  get faces(): readonly Candidate[] {
    return this.#faces;
  }

  get chosen(): Candidate | null {
    return this.#faces[this.#chosen] ?? null;
  }

  /** Whether nobody has chosen among its faces yet. */
  get isNew(): boolean {
    return this.#isNew;
  }

  choose(index: number): void {
    this.#isNew = false;
    this.#chosen = index;
    this.#stage.mark({ lit: this.#faces.length > 1 ? index : null });
    [...this.#picker.children].forEach((button, place) => (button.ariaPressed = String(place === index)));
  }

  async take(file: File): Promise<void> {
    const turn = ++this.#turn;
    const bitmap = await createImageBitmap(file).catch(() => null);
    if (turn !== this.#turn) return bitmap?.close();
    this.#show(bitmap, file.name);
    this.#say(element('p', { class: 'hint' }, 'Analysing …'));
    const outcome = await (await this.#engine.get()).inspect(file).catch((error: unknown) => error as Error);
    if (turn !== this.#turn) return;
    announce(`${this.name} photograph: ${summaryOf(outcome).text}`);
    this.#answer(outcome, file.name);
  }

  #show(bitmap: ImageBitmap | null, label: string): void {
    this.#bitmap?.close();
    this.#bitmap = bitmap;
    this.#faces = [];
    this.#picker.replaceChildren();
    this.#empty.hidden = bitmap !== null;
    this.#stage.show(bitmap, { width: bitmap?.width ?? 1, height: bitmap?.height ?? 1 }, [], label);
    this.#changed();
  }

  #answer(outcome: Inspection | Error, label: string): void {
    if (outcome instanceof Error || outcome.response.data === undefined) {
      this.#say(outcome instanceof Error ? failureCard(outcome) : refusalCard(outcome.response));
      return;
    }
    const faces = facesOf(outcome.response);
    this.#faces = faces.flatMap((face, index) => {
      const details = outcome.faces[index];
      return details === undefined ? [] : [{ face, details }];
    });
    this.#say(element('p', { class: 'hint' }, faces.length > 1 ? `${faces.length} faces: the pair that is most alike is chosen.` : '1 face.'));
    this.#stage.show(this.#bitmap, this.#stage.size, faces, label);
    if (faces.length > 1) this.#picker.replaceChildren(...faces.map((face, index) => this.#pick(face, index)));
    this.#isNew = true;
    this.#changed();
  }

  #pick(face: Face, index: number): HTMLElement {
    const choose = (): void => {
      this.choose(index);
      this.#changed();
    };
    return element('button', { type: 'button', class: 'pick', 'aria-label': `Face ${index + 1}`, 'aria-pressed': 'false', click: choose }, portrait(face, this.#bitmap));
  }

  #say(content: HTMLElement): void {
    this.#state.replaceChildren(content);
  }
}
