/** What the analysis took, stage by stage, and what ran it. */
import type { Capabilities, StageName, Timings } from 'local-face-analyzer';
import { element, withStyle } from './dom.js';

const stageLabels: Readonly<Record<StageName, string>> = {
  decode: 'Decode the file',
  search: 'Search for faces',
  mesh: 'Mesh and landmarks',
  features: 'Attributes and feature',
  qualities: 'Quality scores',
  response: 'Write the response',
};

export function timingsCard(timings: Timings, capabilities: Capabilities | null): HTMLElement {
  const stages = Object.entries(timings.stages) as [StageName, number][];
  const total = stages.reduce((sum, [, milliseconds]) => sum + milliseconds, 0);
  return element(
    'section',
    { class: 'panel timings', 'aria-label': 'Timings' },
    element('header', { class: 'row' }, element('h3', {}, 'Time taken'), element('span', { class: 'spacer' }), element('span', { class: 'number' }, inWords(total))),
    element('dl', {}, ...stages.map(([name, milliseconds]) => stage(stageLabels[name], milliseconds, total))),
    capabilities === null ? null : element('p', { class: 'hint', id: 'engine' }, engineInWords(capabilities)),
  );
}

function stage(label: string, milliseconds: number, total: number): HTMLElement {
  const bar = withStyle(element('span', { class: 'share', 'aria-hidden': 'true' }), { '--share': `${(milliseconds / Math.max(total, 1e-9)) * 100}%` });
  return element('div', {}, element('dt', {}, label), element('dd', { class: 'number' }, inWords(milliseconds)), bar);
}

const inWords = (milliseconds: number): string => (milliseconds < 10 ? `${milliseconds.toFixed(1)} ms` : `${milliseconds.toFixed(0)} ms`);

export function engineInWords({ backend, threads, simd, worker, reason }: Capabilities): string {
  const name = backend === 'webgpu' ? 'WebGPU' : 'WebAssembly';
  const parts = [name, threads === 1 ? '1 thread' : `${threads} threads`, ...(simd ? ['SIMD'] : []), ...(worker ? ['in a worker'] : [])];
  return `${parts.join(' · ')}. ${reason.replace(/\.?$/, '.')}`;
}
