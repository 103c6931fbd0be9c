/** The measurements in words: tables of Markdown. */
import { quantile } from '../evaluate/statistics.js';
import type { HostileRuns } from './hostile/measure.js';
import type { Runs } from './measure.js';
import { median, pairedRatio } from './statistics.js';

export interface Download {
  readonly plain: number;
  readonly compressed: number;
}

/** All that one call of the bench has measured. */
export interface Results {
  readonly machine: string;
  readonly rounds: number;
  readonly works: Readonly<Record<string, Runs>>;
  /** By the file's name. */
  readonly hostile: Readonly<Record<string, HostileRuns>>;
  /** In bytes, by contestant. */
  readonly peakMemory: Readonly<Record<string, number>>;
  readonly downloads: Readonly<Record<string, Download>>;
  /** Milliseconds of the command line's whole life, analysing one photograph. */
  readonly command: readonly number[];
}

const labels: Readonly<Record<string, string>> = { human: 'human', face_api: 'face-api', browser_decoder: 'the browser', jsquash: '@jsquash/jpeg', 'one thread': 'one thread' };

const milliseconds = (runs: readonly number[]): string =>
  `${median(runs).toFixed(0)} (${quantile(runs, 0.25).toFixed(0)}-${quantile(runs, 0.75).toFixed(0)})`;

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Each work: our milliseconds, and beside each peer's the ratio of ours to it. */
export function workTable({ works }: Pick<Results, 'works'>): string {
  const rows = Object.entries(works).map(([work, { milliseconds: by }]) => {
    const { ours = [], ...peers } = by;
    const beside = Object.entries(peers).map(([peer, runs]) => `${labels[peer] ?? peer} ${median(runs).toFixed(0)}: **${pairedRatio(ours, runs).toFixed(2)}**`);
    return row([work, milliseconds(ours), beside.join(', ')]);
  });
  return [row(['', 'ours, ms', 'ratio to']), '| --- | ---: | --- |', ...rows].join('\n');
}

/** Where our time goes in the works that are analyses. */
export function stageTable({ works }: Pick<Results, 'works'>): string {
  const profiled = Object.entries(works).filter(([, { stages }]) => stages.length > 0);
  const names = Object.keys(profiled[0]?.[1].stages[0] ?? {});
  const rows = profiled.map(([work, { stages }]) => row([work, ...names.map((name) => median(stages.map((stage) => stage[name] ?? NaN)).toFixed(0))]));
  return [row(['ms', ...names]), row(['---', ...names.map(() => '---:')]), ...rows].join('\n');
}

/** Hostile files: how long each takes, beside the honest photograph, and how much memory. */
export function hostileTable({ hostile }: Pick<Results, 'hostile'>): string {
  const rows = Object.entries(hostile).map(([name, { bytes, hostile, honest, decoding, peakMemory, refusal }]) => row([
    name, megabytes(bytes), milliseconds(hostile), `**${pairedRatio(hostile, honest).toFixed(1)}**`, median(decoding).toFixed(0),
    megabytes(peakMemory), refusal || 'analysed',
  ]));
  const head = row(['hostile file', 'size', 'ours, ms', 'of the portrait, 12 MP', 'decoding, ms', 'memory', 'answer']);
  return [head, '| --- | ---: | ---: | ---: | ---: | ---: | --- |', ...rows].join('\n');
}

export function inWords(results: Results): string {
  const { machine, rounds, peakMemory, downloads, command } = results;
  const peaks = Object.entries(peakMemory).map(([who, bytes]) => `${labels[who] ?? who} ${megabytes(bytes)}`);
  const loaded = Object.entries(downloads).map(([who, { plain, compressed }]) => `${labels[who] ?? who} ${megabytes(plain)} (Brotli ${megabytes(compressed)})`);
  return [
    `On ${machine}; ${rounds} rounds, medians and quartiles.`,
    workTable(results),
    `Downloaded before the first response: ${loaded.join(', ')}. The most memory that a page's process held, with a JPEG of 4095x4095: ${peaks.join(', ')}. ` +
      `\`local-face-analyzer analyze\` of one photograph, Node's start and all: ${milliseconds(command)} ms.`,
    'Our time by stage:',
    stageTable(results),
    'Files of 4095x4095 that are made to take long, each beside the portrait of 12 MP, whole analyses; the most memory that the page\'s process held:',
    hostileTable(results),
  ].join('\n\n');
}
