import type { Face } from './faces.js';
import { type Figure, type LabelledSet, Measure, answered } from './figures.js';
import { type Box, centred, overlap, shorterSide } from './geometry.js';
import type { Row } from './labels.js';
import { maskClasses } from './masks.js';
import type { Photograph } from './photographs.js';
import { balancedAccuracy, sum } from './statistics.js';

const leastOverlap = 0.4;
const smallestSearched = 12; // pixels
const clearFace = 32; // pixels, of the shorter side

/** Street scenes with a box and a mask's label for every face. */
export const scenes: LabelledSet = {
  name: 'scenes',
  table: 'mask/real_scenes_boxes/labels.csv',
  photographs: smallFaces,
  figures: (rows, answers) => {
    const names = new Set(answered(rows, answers).map(({ row }) => row.photograph()));
    const matches = [...names].map((name) => match(rows.filter((row) => row.photograph() === name), answers.get(name) ?? []));
    const measure = new Measure(`street scenes, --min-face ${smallestSearched}`);
    return [
      recall(measure, matches, clearFace, `, faces from ${clearFace} px`),
      recall(measure, matches, 0, ', faces of any size'),
      precision(measure, matches),
      maskFigure(measure, matches),
    ];
  },
};

function smallFaces(row: Row): Photograph[] {
  return [{ name: row.photograph(), file: row.photograph(), minimumFace: smallestSearched }];
}

/** A labelled face. */
interface LabelledFace {
  readonly box: Box;
  readonly mask: number;
  /** Whether a face was found so that each of both boxes holds the other's centre. */
  readonly isCentred: boolean;
  /** The face that was found there. */
  found: Face | undefined;
}

interface Match {
  readonly labelled: readonly LabelledFace[];
  /** The faces that were found where none is labelled. */
  readonly spurious: readonly Face[];
}

/** Gives each face that was found, the most probable first, the free label that it overlaps best. */
function match(rows: readonly Row[], faces: readonly Face[]): Match {
  const labelled = rows.map((row): LabelledFace => {
    const box = boxOf(row);
    return { box, mask: row.among(maskClasses, 'mask'), isCentred: faces.some((face) => centred(face.box, box)), found: undefined };
  });
  const spurious = faces.toSorted((one, other) => other.probability - one.probability).filter((face) => {
    const [best] = labelled
      .filter(({ found, box }) => found === undefined && overlap(box, face.box) >= leastOverlap)
      .toSorted((one, other) => overlap(other.box, face.box) - overlap(one.box, face.box));
    if (best !== undefined) best.found = face;
    return best === undefined;
  });
  return { labelled, spurious };
}

function boxOf(row: Row): Box {
  return [row.number('left'), row.number('top'), row.number('width'), row.number('height')];
}

function recall(measure: Measure, matches: readonly Match[], smallest: number, which: string): Figure {
  const counts = matches.map(({ labelled }) => {
    const wanted = labelled.filter(({ box }) => shorterSide(box) >= smallest);
    return { right: wanted.filter(({ isCentred }) => isCentred).length, all: wanted.length };
  });
  return overScenes(measure, `recall by centre${which}`, counts, sum(counts.map(({ all }) => all)));
}

/** A face that was found at a label of another size counts neither for nor against. */
function precision(measure: Measure, matches: readonly Match[]): Figure {
  const counts = matches.map(({ labelled, spurious }) => {
    const right = labelled.filter(({ box, found }) => found !== undefined && shorterSide(box) >= clearFace).length;
    return { right, all: right + spurious.filter(({ box }) => shorterSide(box) >= clearFace).length };
  });
  return overScenes(measure, `precision, faces from ${clearFace} px`, counts, sum(counts.map(({ all }) => all)));
}

interface Counts {
  readonly right: number;
  readonly all: number;
}

/** A share of faces whose interval resamples the scenes: faces of one scene are not independent. */
function overScenes(measure: Measure, name: string, scenes: readonly Counts[], faces: number): Figure {
  const statistic = (sample: readonly Counts[]): number => sum(sample.map(({ right }) => right)) / sum(sample.map(({ all }) => all));
  return measure.figure(name, scenes, statistic, faces);
}

function maskFigure(measure: Measure, matches: readonly Match[]): Figure {
  const pairs = matches
    .flatMap(({ labelled }) => labelled)
    .filter(({ box }) => shorterSide(box) >= clearFace)
    .flatMap(({ mask: truth, found }) => (found?.mask === undefined ? [] : [{ truth, answer: found.mask }]));
  return measure.figure(`mask, three classes: balanced accuracy, faces from ${clearFace} px`, pairs, balancedAccuracy);
}
