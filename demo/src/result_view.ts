/** One photograph and all that is known of it: the picture with its marks, the cards, the response, the timings. */
import type { Capabilities, FaceAnalyzerResponse, Inspection } from 'local-face-analyzer';
import { type Face, facesOf } from 'local-face-analyzer/draw';
import { emptyCard, faceCard } from './cards.js';
import { byId } from './dom.js';
import { jsonCard } from './json_view.js';
import { failureCard, refusalCard } from './message_cards.js';
import { refusalOf } from './refusals.js';
import { annotated, save, stem } from './save.js';
import { Stage } from './stage.js';
import { timingsCard } from './timings.js';
import { showControls } from './view_controls.js';

export class ResultView {
  readonly #stage = new Stage(byId('stage', HTMLElement));
  readonly #outcome = byId('outcome', HTMLElement);
  readonly #cards = byId('cards', HTMLElement);
  readonly #details = byId('details', HTMLElement);
  readonly #whole = byId('whole', HTMLButtonElement);
  readonly #savePicture = byId('save-picture', HTMLButtonElement);
  #bitmap: ImageBitmap | null = null;
  #zoomed: number | null = null;
  #name = '';

  constructor() {
    showControls(this.#stage);
    this.#stage.onPoint = (face) => this.#light(face);
    this.#stage.onZoom = (face) => {
      this.#zoomed = face;
      this.#whole.hidden = face === null;
    };
    this.#whole.addEventListener('click', () => this.#stage.zoom(null));
    this.#savePicture.addEventListener('click', () => void this.#save());
    this.#wait('Each face gets a card here: age, gender, expression, glasses, hat, mask, beauty, pose and eight quality scores.');
  }

  /** Shows a file's picture, and that its result is awaited; unless something else is to be shown by then. */
  async open(file: File, isWanted: () => boolean): Promise<void> {
    const bitmap = await createImageBitmap(file).catch(() => null);
    if (!isWanted()) return bitmap?.close();
    this.#bitmap?.close();
    this.#bitmap = bitmap;
    this.#name = file.name;
    const size = bitmap === null ? { width: 1, height: 1 } : { width: bitmap.width, height: bitmap.height };
    this.#stage.show(bitmap, size, [], file.name);
    byId('drop', HTMLElement).hidden = bitmap !== null;
    this.#savePicture.disabled = true;
    this.#stage.note('Analysing …');
    this.#wait(`${file.name} is being analysed …`);
  }

  /** @param outcome undefined: not known yet */
  present(name: string, outcome: Inspection | Error | undefined, capabilities: Capabilities | null): void {
    if (outcome === undefined) return;
    if (outcome instanceof Error) {
      this.#stage.note('There is no answer');
      this.#fill([failureCard(outcome)], [], []);
      return;
    }
    const { response, timings } = outcome;
    const faces = facesOf(response);
    this.#stage.note(response.data === undefined ? refusalOf(response).title : null);
    const json = jsonCard(response, `${stem(name)}-faces`);
    this.#fill(
      response.data === undefined ? [refusalCard(response)] : [],
      faces.map((face, index) => this.#card(face, index, outcome)),
      timings === null || response.data === undefined ? [json] : [json, timingsCard(timings, capabilities)],
    );
    this.#stage.show(this.#bitmap, this.#sizeOf(response), faces, labelOf(name, faces));
    this.#savePicture.disabled = this.#bitmap === null || faces.length === 0;
  }

  #card(face: Face, index: number, outcome: Inspection): HTMLElement {
    return faceCard(face, index, outcome.faces[index], this.#bitmap, {
      onLight: (lit) => this.#light(lit),
      onZoom: (zoomed) => this.#stage.zoom(zoomed === this.#zoomed ? null : zoomed),
    });
  }

  /** The response's places are pixels of the upright picture, as it is drawn here. */
  #sizeOf({ image_width, image_height }: FaceAnalyzerResponse): { readonly width: number; readonly height: number } {
    if (image_width && image_height) return { width: image_width, height: image_height };
    return { width: this.#bitmap?.width ?? 1, height: this.#bitmap?.height ?? 1 };
  }

  #light(face: number | null): void {
    this.#stage.mark({ lit: face });
    for (const card of this.#cards.querySelectorAll('article')) card.classList.toggle('lit', card.dataset['face'] === String(face));
  }

  #wait(text: string): void {
    this.#fill([], [emptyCard(text)], []);
  }

  #fill(outcome: readonly Node[], cards: readonly Node[], details: readonly Node[]): void {
    this.#outcome.replaceChildren(...outcome);
    this.#cards.replaceChildren(...cards);
    this.#details.replaceChildren(...details);
  }

  async #save(): Promise<void> {
    const { picture, size, marks } = this.#stage;
    if (picture !== null) save(await annotated(picture, size, marks), `${stem(this.#name)}-faces.png`);
  }
}

function labelOf(name: string, faces: readonly Face[]): string {
  return `${name}, with ${faces.length === 1 ? '1 face' : `${faces.length} faces`} marked`;
}
