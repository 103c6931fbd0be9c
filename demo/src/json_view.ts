/** The response as it came: to fold, to copy, to download. */
import { announce, element } from './dom.js';
import { save } from './save.js';

/** Longer lists of numbers are folded. */
const shortList = 16;

export function jsonCard(response: object, name: string): HTMLElement {
  const text = JSON.stringify(response, null, 2);
  const copy = element('button', { type: 'button', click: () => void copyText(copy, text) }, 'Copy');
  const download = element('button', { type: 'button', click: () => save(new Blob([text], { type: 'application/json' }), `${name}.json`) }, 'Download');
  return element(
    'section',
    { class: 'panel json', 'aria-label': 'Response' },
    element('details', { open: true },
      element('summary', {}, element('h3', {}, 'Response'), element('span', { class: 'hint' }, 'JSON, exactly the API’s')),
      element('div', { class: 'tree', tabindex: 0, role: 'region', 'aria-label': 'The response as JSON' }, ...linesOf(response)),
    ),
    element('div', { class: 'row' }, copy, download),
  );
}

async function copyText(button: HTMLButtonElement, text: string): Promise<void> {
  const said = await navigator.clipboard.writeText(text).then(() => 'Copied', () => 'Not allowed here');
  announce(said);
  button.textContent = said;
  setTimeout(() => (button.textContent = 'Copy'), 1500);
}

function linesOf(value: object): HTMLElement[] {
  return Object.entries(value).map(([key, inner]: [string, unknown]) => lineOf(key, inner));
}

function lineOf(key: string, value: unknown): HTMLElement {
  const name = element('span', { class: 'key' }, `${key}: `);
  if (Array.isArray(value)) {
    const list = value.join(', ');
    if (value.length <= shortList) return element('div', { class: 'line' }, name, element('span', { class: 'literal' }, `[${list}]`));
    return folded(false, name, `${value.length} numbers`, element('div', { class: 'literal numbers' }, list));
  }
  if (typeof value === 'object' && value !== null) return folded(true, name, '', element('div', { class: 'inner' }, ...linesOf(value)));
  return element('div', { class: 'line' }, name, element('span', { class: 'literal' }, JSON.stringify(value)));
}

function folded(open: boolean, name: HTMLElement, hint: string, inner: HTMLElement): HTMLElement {
  return element('details', { open }, element('summary', {}, name, element('span', { class: 'hint' }, hint)), inner);
}
