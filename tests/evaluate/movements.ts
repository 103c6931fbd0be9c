import type { Emotions } from '../../web/core/core_module.js';
import { largest } from './faces.js';
import { type LabelledSet, Measure, answered, having } from './figures.js';
import { asItIs } from './photographs.js';
import { mean, share } from './statistics.js';

// As models/cards/movements.md has them.
const openEye = 0.18;
const openMouth = 0.1;

/** What Yale's conditions say of the face; those of the light and of glasses say nothing. */
const emotionShown: Readonly<Record<string, keyof Emotions>> = { happy: 'happy', sad: 'sad', surprised: 'surprised', normal: 'neutral' };
const eyesOpen: Readonly<Record<string, boolean>> = { sleepy: false, normal: true, noglasses: true, surprised: true };
const mouthOpen: Readonly<Record<string, boolean>> = { surprised: true, normal: false, noglasses: false, sad: false };

const accuracy = (right: readonly boolean[]): number => share(right, Boolean);

function likeliest(emotions: Emotions): keyof Emotions {
  const names = Object.keys(emotions) as (keyof Emotions)[];
  return names.reduce((best, name) => (emotions[name] > emotions[best] ? name : best));
}

/** Yale's faces: the same people with different expressions. */
export const movements: LabelledSet = {
  name: 'movements',
  table: 'quality/yale_illumination/labels.csv',
  unit: (row) => row.text('identity'),
  photographs: asItIs,
  figures: (rows, answers) => {
    const seen = having(answered(rows, answers), ({ faces }) => largest(faces)).map(([{ row }, face]) => ({ face, condition: row.text('condition') }));
    const asShown = having(seen, ({ condition }) => emotionShown[condition])
      .flatMap(([{ face: { emotions } }, truth]) => (emotions === undefined ? [] : [likeliest(emotions) === truth]));
    const eyes = having(seen, ({ condition }) => eyesOpen[condition])
      .flatMap(([{ face: { movements } }, truth]) => (movements?.eyesOpen ?? []).map((open) => open > openEye === truth));
    const mouths = having(seen, ({ condition }) => mouthOpen[condition])
      .flatMap(([{ face: { movements } }, truth]) => (movements === undefined ? [] : [movements.mouthOpen > openMouth === truth]));
    const measure = new Measure('Yale faces, with different expressions');
    return [
      measure.figure('happy, sad, surprised or neutral, as the likeliest of seven emotions: accuracy', asShown, accuracy),
      measure.figure(`eye shut or open, beyond ${openEye}: accuracy`, eyes, accuracy),
      measure.figure(`mouth shut or open, beyond ${openMouth}: accuracy`, mouths, accuracy),
    ];
  },
};

/** LFW's smiles, as the emotions tell them. */
export const smiles: LabelledSet = {
  name: 'smiles',
  table: 'lfw/expression.csv',
  photographs: asItIs,
  figures: (rows, answers) => {
    const right = having(answered(rows, answers), ({ faces }) => largest(faces)?.emotions)
      .map(([{ row }, emotions]) => (likeliest(emotions) === 'happy') === (row.text('expression') === 'smile'));
    const measure = new Measure('LFW, labelled for expression');
    return [measure.figure('smile or neutral, by the likeliest of seven emotions: accuracy', right, accuracy)];
  },
};

/** SCUT's portraits look into the camera. */
export const gazes: LabelledSet = {
  name: 'gazes',
  table: 'beauty/scut_fbp5500/labels.csv',
  photographs: asItIs,
  figures: (rows, answers) => {
    const seen = having(answered(rows, answers), ({ faces }) => largest(faces)?.movements).map(([, { gaze }]) => gaze);
    const measure = new Measure('SCUT-FBP5500 portraits');
    return (['yaw', 'pitch'] as const).map((angle) => {
      return measure.figure(`gaze beside the camera, ${angle}: mean, degrees`, seen.map((gaze) => Math.abs(gaze[angle])), mean);
    });
  },
};
