/** The remote API: another page, whose policy lets it upload, and there only to the address that the user gives. */
import { createRemoteAnalyzer } from 'local-face-analyzer';
import { byId, element } from './dom.js';
import type { Engine } from './engine.js';

export const isRemote = document.documentElement.dataset['answers'] === 'remote';

/** Switching is going to the other page: this one is forbidden to upload, and a policy cannot be loosened. */
export function startRemoteSwitch(): void {
  const button = byId('remote-switch', HTMLButtonElement);
  button.ariaChecked = String(isRemote);
  const other = isRemote ? './index.html' : './remote.html';
  button.addEventListener('click', () => location.assign(other + location.search));
}

/** Ends when the user has given a proxy's address; from then on the page can reach no other one. */
export async function askForProxy(): Promise<Engine> {
  const [form, input, state] = [byId('remote-form', HTMLFormElement), byId('proxy', HTMLInputElement), byId('remote-state', HTMLElement)];
  return new Promise((resolve) => {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const address = addressOf(input.value);
      input.ariaInvalid = String(address === null);
      if (address === null) {
        state.textContent = 'This is no address of a proxy: it begins with https://, and on this machine with http://localhost.';
        input.focus();
        return;
      }
      restrictTo(address.origin);
      input.readOnly = true;
      for (const button of form.querySelectorAll('button')) button.disabled = true;
      state.textContent = `Photographs that you add are uploaded to ${address.host}. This page can reach no other address; for another proxy, load it again.`;
      resolve(engineOf(address));
    });
  });
}

function addressOf(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.username !== '' || url.password !== '') return null;
  const isHere = ['localhost', '127.0.0.1'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isHere) ? url : null;
}

/** Adds a policy to that of the page: what is forbidden by either is forbidden. */
function restrictTo(origin: string): void {
  document.head.append(element('meta', { 'http-equiv': 'Content-Security-Policy', content: `connect-src 'self' ${origin}` }));
}

function engineOf(endpoint: URL): Engine {
  const analyzer = createRemoteAnalyzer({ endpoint });
  return {
    capabilities: () => null,
    inspect: async (input, options) => ({ response: await analyzer.analyze(input, options), answeredBy: 'remote', faces: [], timings: null }),
  };
}
