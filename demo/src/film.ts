/** A strip of small pictures with what is known of each. */
import { element } from './dom.js';

export interface Frame {
  readonly button: HTMLButtonElement;
  say(state: 'waiting' | 'working' | 'done' | 'refused', text: string): void;
}

const thumbnail = { width: 192, height: 144 } as const; // pixels

export class Film {
  readonly #root: HTMLElement;

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  add(file: File, onChoose: () => void): Frame {
    const picture = element('canvas', { ...thumbnail, 'aria-hidden': 'true' });
    const caption = element('span', { class: 'caption' });
    const button = element('button', { type: 'button', class: 'frame', click: onChoose }, picture, caption);
    this.#root.querySelector('p')?.remove();
    this.#root.append(button);
    const frame: Frame = {
      button,
      say(state, text) {
        button.dataset['state'] = state;
        button.setAttribute('aria-label', `${file.name}: ${text}`);
        caption.textContent = text;
      },
    };
    frame.say('waiting', 'Waiting');
    void drawThumbnail(picture, file);
    return frame;
  }

  choose(frame: Frame): void {
    for (const button of this.#root.querySelectorAll('button')) button.removeAttribute('aria-current');
    frame.button.setAttribute('aria-current', 'true');
    frame.button.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

/** Nothing is drawn of a file that is no picture. */
async function drawThumbnail(canvas: HTMLCanvasElement, file: File): Promise<void> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (picture === null) return;
  const scale = Math.max(canvas.width / picture.width, canvas.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  canvas.getContext('2d')?.drawImage(picture, (canvas.width - width) / 2, (canvas.height - height) / 3, width, height);
  picture.close();
}
