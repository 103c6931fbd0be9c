import { type Face, largest } from './faces.js';
import { type LabelledSet, Measure, answered, having } from './figures.js';
import { asItIs } from './photographs.js';
import { type Judged, accuracy, macroF1 } from './statistics.js';

/** LFW: what the one labelled person of a photograph wears, or the expression; the classes in the order of the response's codes. */
function attribute(
  name: 'glasses' | 'hat' | 'expression',
  classes: readonly string[],
  figure: string,
  statistic: (pairs: readonly Judged[]) => number,
): LabelledSet {
  return {
    name,
    table: `lfw/${name}.csv`,
    photographs: asItIs,
    figures: (rows, answers) => {
      const labelled = answered(rows, answers);
      const answerOf = (faces: readonly Face[]): number | undefined => largest(faces)?.[name];
      const pairs = having(labelled, ({ faces }) => answerOf(faces)).map(([{ row }, answer]) => ({ truth: row.among(classes, name), answer }));
      const measure = new Measure(`LFW, labelled for ${name}`);
      return [measure.found(labelled), measure.figure(figure, pairs, statistic)];
    },
  };
}

export const glasses = attribute('glasses', ['none', 'regular', 'sunglasses'], 'glasses, three classes: macro-F1', macroF1);
export const hat = attribute('hat', ['none', 'hat'], 'hat or none: accuracy', accuracy);
export const expression = attribute('expression', ['neutral', 'smile'], 'smile or neutral: accuracy', accuracy);
