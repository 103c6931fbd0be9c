import { largest } from './faces.js';
import { type LabelledSet, Measure, answered, having } from './figures.js';
import { asItIs } from './photographs.js';
import { accuracy, share } from './statistics.js';

/** In the order of the response's codes. */
export const maskClasses = ['none', 'worn', 'incorrect'];

/** Photographs of the web, tightly cropped, of one person each. */
export const masks: LabelledSet = {
  name: 'masks',
  table: 'mask/real_crops/labels.csv',
  photographs: asItIs,
  figures: (rows, answers) => {
    const labelled = answered(rows, answers);
    const worn = ({ row }: (typeof labelled)[number]): boolean => row.text('mask') === 'worn';
    const pairs = having(labelled, ({ faces }) => largest(faces)?.mask)
      .map(([{ row }, answer]) => ({ truth: row.among(maskClasses, 'mask'), answer }));
    const measure = new Measure('tight crops with and without masks');
    return [
      measure.found(labelled.filter(worn), ', mask worn'),
      measure.found(labelled.filter((photograph) => !worn(photograph)), ', no mask'),
      measure.figure('mask: accuracy', pairs, accuracy),
      measure.figure('mask or none, an incorrect one counting as a mask: accuracy', pairs, (sample) =>
        share(sample, ({ truth, answer }) => truth > 0 === answer > 0)),
    ];
  },
};
