/** A strip of sample photographs to click on. */
import { announce, element } from './dom.js';
import { type Sample, samples } from './sample_list.js';

export function showSamples(root: HTMLElement, take: (file: File) => void): void {
  root.append(...samples.map((sample) => frameOf(sample, take)));
}

function frameOf(sample: Sample, take: (file: File) => void): HTMLElement {
  const { name, label } = sample;
  const picture = element('img', { src: `./samples/${name}-small.jpg`, alt: '', width: 96, height: 72, loading: 'lazy' });
  return element('button', { type: 'button', class: 'frame', 'aria-label': `Sample: ${label}`, title: label, click: () => void choose(sample, take) }, picture);
}

async function choose({ name, label }: Sample, take: (file: File) => void): Promise<void> {
  try {
    const response = await fetch(`./samples/${name}.jpg`);
    if (!response.ok) throw new Error(`status ${response.status}`);
    take(new File([await response.blob()], `${name}.jpg`, { type: 'image/jpeg' }));
  } catch {
    announce(`${label} cannot be loaded.`);
  }
}
