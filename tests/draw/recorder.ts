import type { DrawContext } from '../../web/draw.js';

/** What a context can be told and gives back on restore. */
type State = Pick<DrawContext, 'globalAlpha' | 'lineWidth' | 'lineCap' | 'lineJoin' | 'strokeStyle' | 'fillStyle' | 'font' | 'textAlign' | 'textBaseline'> & {
  readonly transform: readonly number[];
};

interface Step {
  readonly call: 'moveTo' | 'lineTo' | 'arc' | 'arcTo' | 'closePath';
  readonly numbers: readonly number[];
}

/** A path that was painted, or a text, which has no steps. */
export interface Mark {
  readonly colour: unknown;
  readonly alpha: number;
  /** 0 of what is filled. */
  readonly lineWidth: number;
  readonly steps: readonly Step[];
  readonly text?: string;
  readonly font?: string;
  /** Where the text is; in the canvas's pixels, as all is here. */
  readonly place?: readonly [number, number];
}

const untouched: State = {
  globalAlpha: 1, lineWidth: 1, lineCap: 'butt', lineJoin: 'miter', strokeStyle: '#000000', fillStyle: '#000000', font: '10px sans-serif',
  textAlign: 'start', textBaseline: 'alphabetic', transform: [1, 0, 0, 1, 0, 0],
};

/** A canvas's context that remembers what it was told, and takes letters to be half as wide as high. */
export class Recorder implements DrawContext {
  readonly marks: Mark[] = [];
  readonly canvas: { readonly width: number; readonly height: number };
  state: State = untouched;
  readonly #saved: State[] = [];
  #steps: Step[] = [];

  constructor(width: number, height: number) {
    this.canvas = { width, height };
  }

  /** How many saves have not been taken back. */
  get depth(): number {
    return this.#saved.length;
  }

  get globalAlpha(): number { return this.state.globalAlpha; }
  set globalAlpha(globalAlpha) { this.state = { ...this.state, globalAlpha }; }
  get lineWidth(): number { return this.state.lineWidth; }
  set lineWidth(lineWidth) { this.state = { ...this.state, lineWidth }; }
  get lineCap(): unknown { return this.state.lineCap; }
  set lineCap(lineCap) { this.state = { ...this.state, lineCap }; }
  get lineJoin(): unknown { return this.state.lineJoin; }
  set lineJoin(lineJoin) { this.state = { ...this.state, lineJoin }; }
  get strokeStyle(): unknown { return this.state.strokeStyle; }
  set strokeStyle(strokeStyle) { this.state = { ...this.state, strokeStyle }; }
  get fillStyle(): unknown { return this.state.fillStyle; }
  set fillStyle(fillStyle) { this.state = { ...this.state, fillStyle }; }
  get font(): string { return this.state.font; }
  set font(font) { this.state = { ...this.state, font }; }
  get textAlign(): unknown { return this.state.textAlign; }
  set textAlign(textAlign) { this.state = { ...this.state, textAlign }; }
  get textBaseline(): unknown { return this.state.textBaseline; }
  set textBaseline(textBaseline) { this.state = { ...this.state, textBaseline }; }

  save(): void { this.#saved.push(this.state); }
  restore(): void { this.state = this.#saved.pop() ?? this.state; }

  getTransform(): ReturnType<DrawContext['getTransform']> {
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = this.state.transform;
    return { a, b, c, d, e, f };
  }

  setTransform(...transform: number[]): void { this.state = { ...this.state, transform }; }

  beginPath(): void { this.#steps = []; }
  closePath(): void { this.#step('closePath'); }
  moveTo(...numbers: number[]): void { this.#step('moveTo', numbers); }
  lineTo(...numbers: number[]): void { this.#step('lineTo', numbers); }
  arc(...numbers: number[]): void { this.#step('arc', numbers); }
  arcTo(...numbers: number[]): void { this.#step('arcTo', numbers); }
  stroke(): void { this.#paint({ colour: this.strokeStyle, lineWidth: this.lineWidth, steps: this.#steps }); }
  fill(): void { this.#paint({ colour: this.fillStyle, lineWidth: 0, steps: this.#steps }); }
  fillText(text: string, x: number, y: number): void { this.#paint({ colour: this.fillStyle, lineWidth: 0, steps: [], text, font: this.font, place: [x, y] }); }
  measureText(text: string): { readonly width: number } { return { width: (text.length * letterHeight(this.font)) / 2 }; }

  #step(call: Step['call'], numbers: readonly number[] = []): void {
    this.#steps.push({ call, numbers });
  }

  /** As a canvas would: everything below is meant to be in its own pixels. */
  #paint(mark: Omit<Mark, 'alpha'>): void {
    if (String(this.state.transform) !== '1,0,0,1,0,0') throw new Error('this recorder knows no transform while it is painted on');
    this.marks.push({ ...mark, alpha: this.globalAlpha });
  }
}

export const letterHeight = (font: string): number => Number(/([\d.]+)px/.exec(font)?.[1]);
