import { ages } from './ages.js';
import { expression, glasses, hat } from './attributes.js';
import { beauty } from './beauty.js';
import type { LabelledSet } from './figures.js';
import { portraits, video } from './landmarks.js';
import { light } from './light.js';
import { masks } from './masks.js';
import { gazes, movements, smiles } from './movements.js';
import { nobody } from './nobody.js';
import { pairs } from './pairs.js';
import { pose } from './pose.js';
import { scenes } from './scenes.js';
import { spoiled } from './spoiled.js';

/** All sets, in the order of the table. */
export const labelledSets: readonly LabelledSet[] = [
  ages, beauty, portraits, gazes, video, glasses, hat, expression, smiles, pairs, masks, scenes, nobody, pose, light, movements, spoiled,
];
