import { largest } from './faces.js';
import { type LabelledSet, Measure, answered, having } from './figures.js';
import type { Row } from './labels.js';
import type { Photograph } from './photographs.js';
import { accuracy, meanError } from './statistics.js';

const genders = ['female', 'male'];
const bands = [[0, 12], [13, 19], [20, 39], [40, 59], [60, Infinity]] as const; // years
const grown = 13; // years: below, the genders are hardly told apart

/** UTKFace: age and gender. Its crops are tight; a margin makes room for the search. */
export const ages: LabelledSet = {
  name: 'ages',
  table: 'age_gender/utkface/labels.csv',
  photographs: withMargin,
  figures: (rows, answers) => {
    const labelled = answered(rows, answers);
    const faces = labelled.map(({ row, faces: found }) => ({ row, years: row.number('age'), face: largest(found) }));
    const byAge = having(faces, ({ face }) => face?.age).map(([{ years }, answer]) => ({ truth: years, answer }));
    const byGender = having(faces, ({ face }) => face?.gender)
      .map(([{ row, years }, answer]) => ({ years, truth: row.among(genders, 'gender'), answer }))
      .filter(({ years }) => years >= grown);
    const measure = new Measure('UTKFace, border continued');
    return [
      measure.found(labelled),
      measure.figure('age: mean error, years', byAge, meanError),
      ...bands.map(([least, most]) =>
        measure.figure(
          `age: mean error, ${most === Infinity ? `${least} years and more` : `${least} to ${most} years`}`,
          byAge.filter(({ truth }) => truth >= least && truth <= most),
          meanError,
        )),
      measure.figure(`gender from ${grown} years`, byGender, accuracy),
      ...['women', 'men'].map((who, gender) =>
        measure.figure(`gender from ${grown} years, ${who}`, byGender.filter(({ truth }) => truth === gender), accuracy)),
    ];
  },
};

function withMargin(row: Row): Photograph[] {
  return [{ name: row.photograph(), file: row.photograph(), change: { kind: 'margin', part: 0.25 } }];
}
