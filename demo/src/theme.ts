/** Dark or light: the system's choice until the user makes one. */
import { byId } from './dom.js';

const key = 'appearance';

export function startTheme(): void {
  const button = byId('theme', HTMLButtonElement);
  const system = matchMedia('(prefers-color-scheme: dark)');
  let chosen = localStorage.getItem(key);
  const show = (): void => {
    if (chosen !== null) document.documentElement.dataset['theme'] = chosen;
    button.ariaPressed = String(chosen === null ? system.matches : chosen === 'dark');
  };
  button.addEventListener('click', () => {
    chosen = button.ariaPressed === 'true' ? 'light' : 'dark';
    localStorage.setItem(key, chosen);
    show();
  });
  system.addEventListener('change', show);
  show();
}
