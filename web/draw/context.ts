/**
 * As much of a canvas's 2D context as drawing takes: a page's CanvasRenderingContext2D, a worker's OffscreenCanvasRenderingContext2D, and the contexts of
 * Node's canvases are such. Styles are only ever written, which is why their types are open.
 */
export interface DrawContext {
  readonly canvas: { readonly width: number; readonly height: number };
  globalAlpha: number;
  lineWidth: number;
  lineCap: unknown;
  lineJoin: unknown;
  strokeStyle: unknown;
  fillStyle: unknown;
  font: string;
  textAlign: unknown;
  textBaseline: unknown;
  save(): void;
  restore(): void;
  getTransform(): { readonly a: number; readonly b: number; readonly c: number; readonly d: number; readonly e: number; readonly f: number };
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void;
  beginPath(): void;
  closePath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, startAngle: number, endAngle: number): void;
  arcTo(x1: number, y1: number, x2: number, y2: number, radius: number): void;
  stroke(): void;
  fill(): void;
  fillText(text: string, x: number, y: number): void;
  measureText(text: string): { readonly width: number };
}
