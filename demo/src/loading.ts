/** The first load, in bytes, and then what came of it. */
import type { Capabilities, FaceAnalyzer, Progress } from 'local-face-analyzer';
import { announce, byId } from './dom.js';
import { startLocal } from './engine.js';
import { engineInWords } from './timings.js';

/** Starts the local analyzer and shows it; where that fails, the user may try again. */
export async function loadLocal(): Promise<FaceAnalyzer> {
  for (;;) {
    try {
      showProgress({ loaded: 0, total: 1, file: '' });
      const analyzer = await startLocal(showProgress);
      showReady(analyzer);
      return analyzer;
    } catch (error) {
      await retry(error instanceof Error ? error.message : String(error));
    }
  }
}

const root = (): HTMLElement => byId('loading', HTMLElement);
const text = (): HTMLElement => byId('loading-text', HTMLElement);
const bytes = (): HTMLElement => byId('loading-bytes', HTMLElement);
const bar = (): HTMLProgressElement => byId('loading-progress', HTMLProgressElement);

function showProgress({ loaded, total }: Progress): void {
  root().dataset['state'] = 'loading';
  text().textContent = loaded < total ? 'Loading the analyzer, once' : 'Preparing';
  bytes().textContent = total > 1 ? `${inMegabytes(loaded)} of ${inMegabytes(total)} MB` : '';
  bar().value = loaded / total;
}

const inMegabytes = (count: number): string => (count / 1e6).toFixed(1);

function showReady(analyzer: FaceAnalyzer): void {
  root().dataset['state'] = 'ready';
  text().textContent = 'Ready';
  showEngine(analyzer.capabilities());
  announce('The analyzer is ready.');
}

/** What runs the networks; a GPU may come later, or be lost. */
export function showEngine(capabilities: Capabilities): void {
  bytes().textContent = engineInWords(capabilities).replace(/\..*/, '');
}

/** Ends when the user wants to try again. */
async function retry(reason: string): Promise<void> {
  root().dataset['state'] = 'failed';
  text().textContent = `The analyzer cannot start: ${reason}`;
  bytes().textContent = '';
  announce(`The analyzer cannot start: ${reason}`);
  const button = byId('loading-retry', HTMLButtonElement);
  button.hidden = false;
  await new Promise((resolve) => button.addEventListener('click', resolve, { once: true }));
  button.hidden = true;
}
