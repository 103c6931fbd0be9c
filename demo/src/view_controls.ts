/** What is shown on a picture: its layers, and one landmark by its name. */
import { defaultColours, type LandmarkGroup } from 'local-face-analyzer/draw';
import { byId, element, withStyle } from './dom.js';
import { type LayerName, layers } from './drawing.js';
import { groupLabels, landmarkNames } from './landmarks.js';
import type { Stage } from './stage.js';

export function showControls(stage: Stage): void {
  showLayers(stage, byId('layers', HTMLElement));
  const slider = byId('point', HTMLInputElement);
  const name = byId('point-name', HTMLElement);
  slider.addEventListener('input', () => {
    const index = slider.valueAsNumber;
    const text = index < 0 ? 'none' : `${index} ${landmarkNames[index]}`;
    name.textContent = text;
    slider.setAttribute('aria-valuetext', text);
    stage.mark({ point: index < 0 ? null : index });
  });
  slider.setAttribute('aria-valuetext', 'none');
}

function showLayers(stage: Stage, root: HTMLElement): void {
  const shown = new Set(stage.marks.shown);
  const toggle = (name: LayerName, isShown: boolean): void => {
    if (isShown) shown.add(name);
    else shown.delete(name);
    stage.mark({ shown });
  };
  for (const [name, label] of Object.entries(layers) as [LayerName, string][]) {
    const box = element('input', { type: 'checkbox', checked: true, change: () => toggle(name, box.checked) });
    root.append(element('label', {}, box, label));
  }
  root.append(element('ul', { class: 'legend', 'aria-label': 'Colours of the landmarks' }, ...Object.entries(groupLabels).map(([group, label]) => legendOf(label, defaultColours[group as LandmarkGroup]))));
}

function legendOf(label: string, colour: string): HTMLElement {
  const swatch = withStyle(element('span', { class: 'swatch', 'aria-hidden': 'true' }), { '--colour': colour });
  return element('li', {}, swatch, label);
}
