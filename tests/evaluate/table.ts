import { type Markers, withPart } from '../../web/package/marked_text.js';
import type { Figure } from './figures.js';

/** The figures as a table in Markdown. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, photographs, value, interval: [low, high], count }) => {
    const decimals = decimalsOf(value);
    const range = Number.isFinite(value) && Number.isFinite(low) && count > 1 ? ` [${written(low, decimals)} - ${written(high, decimals)}]` : '';
    return `| ${photographs} | ${name} | ${written(value, decimals)}${range} | ${count} |`;
  });
  return ['| photographs | figure | value | n |', '| --- | --- | ---: | ---: |', ...rows].join('\n');
}

/** Three significant digits, about. */
function decimalsOf(value: number): number {
  const size = Math.abs(value);
  if (size >= 20) return 1;
  if (size >= 2) return 2;
  return size >= 0.1 ? 3 : 4;
}

/** A number without what carries nothing: the zero in front, the zeros of a whole number. */
function written(value: number, decimals: number): string {
  if (Number.isNaN(value)) return '-';
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(decimals).replace(/^(-?)0\./, '$1.');
}

/** What the table lies between in README.md. */
export const markers = ['<!-- figures: written by npm run evaluate -- DIR --write -->', '<!-- end of figures -->'] as const satisfies Markers;

/** A text with the table between its markers replaced. @throws Error where it has not one of each, in their order */
export const withTable = (text: string, table: string): string => withPart(text, markers, table);
