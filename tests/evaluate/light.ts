import { passing } from './beauty.js';
import { largest } from './faces.js';
import { type LabelledSet, Measure, answered, having } from './figures.js';
import { asItIs } from './photographs.js';
import { mean, share } from './statistics.js';

const sideLights = ['leftlight', 'rightlight'];
const evenLight = 'centerlight';

/** Yale's faces: the same people lit from the centre and from either side. */
export const light: LabelledSet = {
  name: 'light',
  table: 'quality/yale_illumination/labels.csv',
  unit: (row) => row.text('identity'),
  photographs: asItIs,
  figures: (rows, answers) => {
    const labelled = answered(rows, answers)
      .map(({ row, faces }) => ({ row, faces, condition: row.text('condition'), person: row.text('identity') }));
    const scored = having(labelled, ({ faces }) => largest(faces)?.quality.illu_list).map(([photograph, score]) => ({ ...photograph, score }));
    const isSideLit = ({ condition }: { readonly condition: string }): boolean => sideLights.includes(condition);
    const differences = scored.filter(isSideLit).flatMap(({ person, score }) => {
      const even = scored.find((other) => other.person === person && other.condition === evenLight);
      return even === undefined ? [] : [even.score - score];
    });
    const passes = (sample: readonly { readonly score: number }[]): number => share(sample, ({ score }) => score >= passing);
    const measure = new Measure('Yale faces, lit from the centre and the sides');
    return [
      measure.found(labelled),
      measure.found(labelled.filter(isSideLit), ', lit from the side'),
      measure.figure('illumination: score of centre less side light, same person', differences, mean),
      measure.figure('illumination: side light scores lower than centre', differences, (sample) => share(sample, (difference) => difference > 0)),
      measure.figure(`illumination: ${passing} or more, lit from the side`, scored.filter(isSideLit), passes),
      measure.figure(`illumination: ${passing} or more, lit otherwise`, scored.filter((photograph) => !isSideLit(photograph)), passes),
    ];
  },
};
