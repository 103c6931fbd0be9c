/** A card for each face: every attribute, and the quality scores as bars. */
import type { Confidences, FaceDetails } from 'local-face-analyzer';
import type { Face } from 'local-face-analyzer/draw';
import { element, withStyle } from './dom.js';
import { qualityLabels, qualityNames, qualityThreshold } from './qualities.js';
import type { Picture } from './stage.js';

export interface CardEvents {
  /** A card has the pointer or the focus; null: it has left. */
  readonly onLight: (face: number | null) => void;
  readonly onZoom: (face: number) => void;
}

/** In the place of cards that may come. */
export function emptyCard(text: string): HTMLElement {
  const ghosts = (name: string): HTMLElement => element('div', { class: `${name} ghosts`, 'aria-hidden': 'true' }, ...qualityNames.map(() => element('span')));
  return element('div', { class: 'card ghost' }, element('p', {}, text), ghosts('attributes'), ghosts('qualities'));
}

/** @param events none where cards change too often to be pointed at */
export function faceCard(face: Face, index: number, details: FaceDetails | undefined, picture: Picture | null, events: CardEvents | null): HTMLElement {
  const title = `Face ${index + 1}`;
  const card = element(
    'article',
    { class: 'card', 'data-face': index, 'aria-label': title },
    element(
      'header',
      { class: 'card-head' },
      portrait(face, picture),
      element('div', { class: 'card-title' }, element('h3', {}, title), element('p', { class: 'hint number' }, `${face.rectangle.width} × ${face.rectangle.height} pixels`)),
      events === null ? null : element('button', { type: 'button', class: 'quiet', 'aria-label': `Zoom to face ${index + 1}`, click: () => events.onZoom(index) }, 'Zoom'),
    ),
    element('dl', { class: 'attributes' }, ...attributesOf(face, details?.confidences ?? null)),
    element('div', { class: 'qualities', role: 'group', 'aria-label': `Quality of face ${index + 1}; ${qualityThreshold} is the threshold` }, ...barsOf(face)),
    element('dl', { class: 'places' }, ...placesOf(face), ...(details === undefined ? [] : movementsOf(details))),
  );
  if (events !== null) listen(card, index, events);
  return card;
}

function listen(card: HTMLElement, index: number, { onLight }: CardEvents): void {
  card.tabIndex = 0;
  for (const name of ['pointerenter', 'focusin']) card.addEventListener(name, () => onLight(index));
  for (const name of ['pointerleave', 'focusout']) card.addEventListener(name, () => onLight(null));
}

const portraitSide = 112; // pixels; shown at half of it

/** The face itself, cut out of the picture. */
export function portrait({ rectangle: { left, top, width, height } }: Face, picture: Picture | null): HTMLCanvasElement {
  const canvas = element('canvas', { class: 'portrait', width: portraitSide, height: portraitSide, 'aria-hidden': 'true' });
  const side = Math.max(width, height) * 1.15;
  if (picture !== null) canvas.getContext('2d')?.drawImage(picture, left + (width - side) / 2, top + (height - side) / 2, side, side, 0, 0, portraitSide, portraitSide);
  return canvas;
}

const attributeNames = ['age', 'gender', 'expression', 'glasses', 'hat', 'mask', 'beauty'] as const;

function attributesOf(face: Face, confidences: Confidences | null): HTMLElement[] {
  const items = attributeNames.map((name) => attribute(name, face[name], confidences?.[name]));
  return [...items, attribute('is a face', face.probability === null ? null : percent(face.probability))].filter((item) => item !== null);
}

/** @param confidence 0 to 1 */
function attribute(name: string, value: string | number | null, confidence?: number): HTMLElement | null {
  if (value === null) return null;
  const sure = confidence === undefined ? null : element('span', { class: confidence < 0.5 ? 'sure number unsure' : 'sure number' }, `confidence ${confidence.toFixed(2)}`);
  return element('div', {}, element('dt', {}, capital(name)), element('dd', {}, element('span', { class: 'value number' }, String(value)), sure));
}

function barsOf(face: Face): HTMLElement[] {
  return qualityNames.flatMap((name) => {
    const score = face.qualities[name];
    return score === undefined ? [] : [qualityBar(qualityLabels[name], score)];
  });
}

export function qualityBar(label: string, score: number): HTMLElement {
  const isWeak = score < qualityThreshold;
  const bar = element('span', {
    class: 'meter', role: 'meter', 'aria-label': label, 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': score,
    'aria-valuetext': isWeak ? `${score}, below ${qualityThreshold}` : String(score),
  });
  withStyle(bar, { '--share': `${score}%`, '--mark': `${qualityThreshold}%` });
  return element('div', { class: isWeak ? 'quality weak' : 'quality' }, element('span', { class: 'quality-name' }, label), element('span', { class: 'number' }, score.toFixed(1)), bar);
}

const item = (name: string, value: string): HTMLElement => element('div', {}, element('dt', {}, name), element('dd', { class: 'number' }, value));

/** The two likeliest emotions, and what eyes and mouth do. */
function movementsOf({ emotions, movements: { eyesOpen, mouthOpen, gaze } }: FaceDetails): HTMLElement[] {
  const likeliest = Object.entries(emotions ?? {}).sort(([, one]: [string, number], [, other]: [string, number]) => other - one).slice(0, 2);
  return [
    ...(emotions === null ? [] : [item('Emotions', likeliest.map(([name, share]: [string, number]) => `${name} ${percent(share)}`).join(', '))]),
    item('Open', `eyes ${eyesOpen.map((open) => open.toFixed(2)).join(' and ')}, mouth ${mouthOpen.toFixed(2)}`),
    item('Gaze', `yaw ${Math.round(gaze.yaw)}°, pitch ${Math.round(gaze.pitch)}° (estimate)`),
  ];
}

function placesOf({ rectangle: { left, top, width, height }, pupils, pose }: Face): HTMLElement[] {
  const [first, second] = pupils;
  return [
    ...(pose === null ? [] : [item('Pose', `yaw ${pose.yaw}°, pitch ${pose.pitch}°, roll ${pose.roll}°`)]),
    item('Box', `${left}, ${top}, ${width} × ${height}`),
    ...(first === undefined || second === undefined ? [] : [item('Pupils', `${first.x}, ${first.y} and ${second.x}, ${second.y}, radius ${first.radius}`)]),
  ];
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
