/** Two photographs: how alike are their faces? */
import { compareFaces, similarityThresholds } from 'local-face-analyzer';
import { byId, element, withStyle } from './dom.js';
import type { Engine, Later } from './engine.js';
import { Side } from './compare_side.js';
import { qualityThreshold, weakQualities } from './qualities.js';

/** The scale's ends; similarities lie between -1 and 1, and those of faces hardly below this. */
const scale = { least: -0.2, most: 1 } as const;

export class Compare {
  readonly #sides: readonly [Side, Side];
  readonly #verdict = byId('verdict', HTMLElement);
  /** Takes the next photograph that names no side. */
  #next = 0;

  constructor(engine: Later<Engine>) {
    const changed = (): void => this.#show();
    this.#sides = [new Side('First', engine, changed), new Side('Second', engine, changed)];
    byId('pair', HTMLElement).append(...this.#sides.map(({ root }) => root));
    this.#show();
  }

  /** @param target an element of the side that they are meant for; else the sides take turns */
  take(files: readonly File[], target: Element | null): void {
    const meant = this.#sides.findIndex(({ root }) => target !== null && root.contains(target));
    files.slice(0, 2).forEach((file, index) => {
      const place = meant < 0 ? this.#next : (meant + index) % 2;
      this.#next = (place + 1) % 2;
      void this.#sides[place]?.take(file);
    });
  }

  #show(): void {
    const [first, second] = this.#sides;
    if (first.isNew || second.isNew) this.#chooseNearest();
    const [a, b] = [first.chosen, second.chosen];
    if (a === null || b === null) {
      this.#verdict.replaceChildren(element('p', { class: 'hint' }, 'Choose two photographs: what is told here is how alike their faces are.'), scaleOf(null));
      return;
    }
    const similarity = compareFaces(a.details, b.details);
    this.#verdict.replaceChildren(
      element('div', { class: 'similarity' }, element('p', { class: 'number', id: 'similarity' }, similarity.toFixed(2)), element('h3', {}, verdictOf(similarity))),
      scaleOf(similarity),
      ...warningsOf(this.#sides),
      element('p', { class: 'hint' },
        `Cosine similarity, -1 to 1. Of pairs of two people 1 in 100 is above ${similarityThresholds.usual} and 1 in 1000 above ${similarityThresholds.strict}; siblings and small, turned or children’s faces more often. It proves no identity.`),
    );
  }

  /** Of photographs with several faces, the pair that is most alike. */
  #chooseNearest(): void {
    const [first, second] = this.#sides;
    if (first.faces.length === 0 || second.faces.length === 0) return;
    const pairs = first.faces.flatMap((a, i) => second.faces.map((b, j) => ({ i, j, similarity: compareFaces(a.details, b.details) })));
    const best = pairs.reduce((most, pair) => (pair.similarity > most.similarity ? pair : most));
    first.choose(best.i);
    second.choose(best.j);
  }
}

function verdictOf(similarity: number): string {
  if (similarity >= similarityThresholds.strict) return 'Very likely one person';
  return similarity >= similarityThresholds.usual ? 'Probably one person' : 'Probably two people';
}

/** @param similarity null: not known yet */
function scaleOf(similarity: number | null): HTMLElement {
  const place = (value: number): string => `${((Math.min(Math.max(value, scale.least), scale.most) - scale.least) / (scale.most - scale.least)) * 100}%`;
  const marks = Object.entries(similarityThresholds).map(([name, value]) =>
    withStyle(element('span', { class: `threshold ${name}` }, element('span', { class: 'number' }, String(value))), { left: place(value) }),
  );
  const needle = similarity === null ? null : withStyle(element('span', { class: 'needle' }), { left: place(similarity) });
  return element('div', { class: 'scale', 'aria-hidden': 'true' }, ...marks, needle);
}

function warningsOf(sides: readonly Side[]): HTMLElement[] {
  const warnings = sides.flatMap(({ name, chosen }) => {
    const weak = chosen === null ? [] : weakQualities(chosen.face.qualities);
    return weak.length === 0 ? [] : [element('li', {}, `${name} face: ${weak.join(', ')}`)];
  });
  if (warnings.length === 0) return [];
  return [element('div', { class: 'warning' }, element('p', {}, `Quality below ${qualityThreshold}: the similarity says less.`), element('ul', {}, ...warnings))];
}
