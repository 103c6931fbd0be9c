/** What stands in the place of cards where there are no faces. */
import type { FaceAnalyzerResponse } from 'local-face-analyzer';
import { element } from './dom.js';
import { refusalOf } from './refusals.js';

export function refusalCard(response: FaceAnalyzerResponse): HTMLElement {
  const { title, accepted } = refusalOf(response);
  const { code, message } = response.error_detail;
  return messageCard(title, [
    element('p', {}, message),
    element('p', {}, element('strong', {}, 'What works: '), accepted),
    element('p', { class: 'hint code' }, `${code} · ${response.error_code}`),
  ]);
}

/** An answer that never came. */
export function failureCard(error: Error): HTMLElement {
  const { code = error.name } = error as { readonly code?: string };
  return messageCard('There is no answer', [element('p', {}, error.message), element('p', { class: 'hint code' }, code)]);
}

function messageCard(title: string, content: readonly HTMLElement[]): HTMLElement {
  return element('section', { class: 'panel message', 'aria-label': title }, element('h3', {}, title), ...content);
}
