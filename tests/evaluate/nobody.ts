import { answered, type LabelledSet, Measure, withFaces } from './figures.js';
import { asItIs } from './photographs.js';

/** Pictures without anybody, neither photographed nor painted: what is found in them is a likeness. */
export const nobody: LabelledSet = {
  name: 'nobody',
  table: 'nobody/pictures.csv',
  photographs: asItIs,
  figures: (rows, answers) => [new Measure('pictures of nobody').figure('answered with a face', answered(rows, answers), withFaces)],
};
