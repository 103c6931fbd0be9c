import { largest } from './faces.js';
import { type LabelledSet, Measure, answered, having } from './figures.js';
import { maskClasses } from './masks.js';
import { asItIs } from './photographs.js';
import { accuracy, balancedAccuracy, correlation, meanError } from './statistics.js';

const angles = ['yaw', 'pitch'] as const; // no roll: these photographs are turned upright

/** Portraits with a drawn mask: is it worn properly, and the head's pose, which a machine labelled. */
export const pose: LabelledSet = {
  name: 'pose',
  table: 'mask/synthetic_ffhq/labels.csv',
  photographs: asItIs,
  figures: (rows, answers) => {
    const labelled = answered(rows, answers);
    const faces = having(labelled, ({ faces: found }) => largest(found));
    const byMask = having(faces, ([, { mask }]) => mask).map(([[{ row }], answer]) => ({ truth: row.among(maskClasses, 'mask'), answer }));
    const measure = new Measure('portraits with a drawn mask');
    return [
      measure.found(labelled),
      ...angles.flatMap((angle) => {
        const pairs = faces.map(([{ row }, face]) => ({ truth: row.number(angle), answer: face.pose[angle] }));
        return [
          measure.figure(`${angle} against machine labels: mean error, degrees`, pairs, meanError),
          measure.figure(`${angle} against machine labels: correlation`, pairs, correlation),
        ];
      }),
      measure.figure('mask worn or incorrect: accuracy', byMask, accuracy),
      measure.figure('mask worn or incorrect: balanced accuracy', byMask, balancedAccuracy),
    ];
  },
};
