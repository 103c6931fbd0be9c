/** A picture with its marks on a canvas that fills a frame of the page. */
import type { Face, Place, Rectangle } from 'local-face-analyzer/draw';
import { element, wantsLessMotion, withStyle } from './dom.js';
import { drawMarks, fitted, type LayerName, layers, type Marks, onCanvas, type View } from './drawing.js';
import { landmarkNames } from './landmarks.js';

export type Picture = ImageBitmap | HTMLVideoElement;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How near the pointer must be to a landmark to name it, in CSS pixels. */
const reach = 9;
const motion = 260; // ms

export class Stage {
  /** Hears of the face under the pointer. */
  onPoint: (face: number | null) => void = () => undefined;
  /** Hears of the part of the picture that is shown: a face, or null for the whole. */
  onZoom: (face: number | null) => void = () => undefined;
  readonly #canvas = element('canvas', { role: 'img', 'aria-label': 'No picture yet' });
  readonly #tip = element('p', { class: 'tip', hidden: true });
  readonly #note = element('p', { class: 'note', hidden: true });
  readonly #frame: HTMLElement;
  #picture: Picture | null = null;
  #size: Size = { width: 1, height: 1 };
  #marks: Marks = { faces: [], shown: new Set(Object.keys(layers) as LayerName[]), lit: null, point: null };
  #zoomed: number | null = null;
  #part: Rectangle | null = null;

  constructor(frame: HTMLElement) {
    this.#frame = frame;
    frame.prepend(this.#canvas);
    frame.append(this.#tip, this.#note);
    new ResizeObserver(() => this.draw()).observe(frame);
    this.#canvas.addEventListener('pointermove', (event) => this.#point(event));
    this.#canvas.addEventListener('pointerleave', () => this.#leave());
  }

  get picture(): Picture | null {
    return this.#picture;
  }

  get size(): Size {
    return this.#size;
  }

  get marks(): Marks {
    return this.#marks;
  }

  /** @param label what the picture is, for those who do not see it */
  show(picture: Picture | null, size: Size, faces: readonly Face[], label: string): void {
    const isOther = picture !== this.#picture;
    this.#picture = picture;
    this.#size = size;
    this.#marks = { ...this.#marks, faces, lit: isOther ? null : this.#marks.lit };
    if (isOther) this.#goTo(null, false);
    this.#canvas.setAttribute('aria-label', label);
    this.#frame.classList.toggle('has-picture', picture !== null);
    this.draw();
  }

  /** A few words at the picture's edge; null: none. */
  note(text: string | null): void {
    this.#note.hidden = text === null;
    this.#note.textContent = text;
  }

  mark(changes: Partial<Omit<Marks, 'faces'>>): void {
    this.#marks = { ...this.#marks, ...changes };
    this.draw();
  }

  /** Shows a face as large as the frame, or the whole picture. */
  zoom(face: number | null): void {
    if (face !== null) this.#frame.scrollIntoView({ block: 'nearest', behavior: wantsLessMotion() ? 'instant' : 'smooth' });
    this.#goTo(face, !wantsLessMotion());
  }

  draw(): void {
    const context = this.#canvas.getContext('2d');
    if (context === null) return;
    const density = devicePixelRatio;
    const { width, height } = this.#pixels(density);
    context.clearRect(0, 0, width, height);
    if (this.#picture === null) return;
    const view = this.#view(width, height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(this.#picture, view.x, view.y, this.#size.width * view.scale, this.#size.height * view.scale);
    drawMarks(context, view, this.#marks, density);
  }

  /** Makes the canvas as fine as the screen. */
  #pixels(density: number): Size {
    const width = Math.round(this.#frame.clientWidth * density);
    const height = Math.round(this.#frame.clientHeight * density);
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    return { width, height };
  }

  #view(width: number, height: number): View {
    return fitted(this.#part ?? this.#whole(), width, height);
  }

  #whole(): Rectangle {
    return { left: 0, top: 0, ...this.#size };
  }

  #goTo(face: number | null, moving: boolean): void {
    const from = this.#part ?? this.#whole();
    const to = face === null ? this.#whole() : around(this.#marks.faces[face]?.rectangle ?? this.#whole());
    this.#zoomed = face;
    this.onZoom(face);
    if (!moving) {
      this.#part = face === null ? null : to;
      this.draw();
      return;
    }
    const start = performance.now();
    const step = (now: number): void => {
      if (this.#zoomed !== face) return; // something else is shown meanwhile
      const share = Math.min(1, Math.max(0, (now - start) / motion));
      this.#part = share === 1 && face === null ? null : between(from, to, 1 - (1 - share) ** 3);
      this.draw();
      if (share < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  #point({ offsetX: x, offsetY: y }: PointerEvent): void {
    const { clientWidth, clientHeight } = this.#frame;
    const view = this.#view(clientWidth, clientHeight);
    this.onPoint(faceAt(this.#marks.faces, view, { x, y }));
    const nearest = this.#marks.shown.has('landmarks') ? nearestLandmark(this.#marks.faces, view, { x, y }) : null;
    this.#tip.hidden = nearest === null;
    if (nearest === null) return;
    this.#tip.textContent = `${nearest.index} ${landmarkNames[nearest.index]}`;
    const isLow = nearest.place.y < 48;
    withStyle(this.#tip, { left: `${Math.min(Math.max(nearest.place.x, 110), clientWidth - 110)}px`, top: `${nearest.place.y + (isLow ? 38 : -12)}px` });
  }

  #leave(): void {
    this.#tip.hidden = true;
    this.onPoint(null);
  }
}

/** A face with room around it. */
function around({ left, top, width, height }: Rectangle): Rectangle {
  return { left: left - width * 0.3, top: top - height * 0.15, width: width * 1.6, height: height * 1.3 };
}

function between(from: Rectangle, to: Rectangle, share: number): Rectangle {
  const mixed = (name: keyof Rectangle): number => from[name] + (to[name] - from[name]) * share;
  return { left: mixed('left'), top: mixed('top'), width: mixed('width'), height: mixed('height') };
}

function faceAt(faces: readonly Face[], view: View, pointer: Place): number | null {
  const index = faces.findIndex(({ rectangle: { left, top, width, height } }) => {
    const { x, y } = onCanvas(view, { x: left, y: top });
    return pointer.x >= x && pointer.y >= y && pointer.x <= x + width * view.scale && pointer.y <= y + height * view.scale;
  });
  return index < 0 ? null : index;
}

function nearestLandmark(faces: readonly Face[], view: View, pointer: Place): { readonly index: number; readonly place: Place } | null {
  let best: { readonly index: number; readonly place: Place } | null = null;
  let least = reach;
  for (const { landmarks } of faces) {
    landmarks.forEach((landmark, index) => {
      const place = onCanvas(view, landmark);
      const distance = Math.hypot(place.x - pointer.x, place.y - pointer.y);
      if (distance < least) [best, least] = [{ index, place }, distance];
    });
  }
  return best;
}
