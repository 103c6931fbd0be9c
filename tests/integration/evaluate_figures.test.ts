import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { chosenPhotographs, copiesOf } from '../evaluate/copies.js';
import { type AnswerLine, facesOf } from '../evaluate/faces.js';
import type { Figure } from '../evaluate/figures.js';
import { type Point, boxAround } from '../evaluate/geometry.js';
import { readTable } from '../evaluate/labels.js';
import { type Layout, contourLandmarks, ibug68, mirroredLandmark, placeOf, scut86 } from '../evaluate/landmark_layouts.js';
import { randomNumbers } from '../evaluate/random.js';
import { labelledSets } from '../evaluate/sets.js';
import { type MadeFace, answerWith, pictureWidth, refusalOf, someLandmarks, writeTable } from '../support/labelled.js';

const folder = mkdtempSync(path.join(tmpdir(), 'figures-'));
after(() => rmSync(folder, { recursive: true }));

test('mirroring landmarks twice changes nothing, and it exchanges the eyes', () => {
  mirroredLandmark.forEach((other, index) => assert.equal(mirroredLandmark[other], index));
  assert.deepEqual([24, 29, 57, 60, 62, 98].map((index) => mirroredLandmark[index]), [41, 45, 57, 61, 63, 98]);
});

/** Labelled points strewn over a face, with those of the response's landmarks that lie on them. */
function shape(layout: Layout, seed: number): { readonly points: Point[]; readonly landmarks: Point[] } {
  const random = randomNumbers(seed);
  const points = Array.from({ length: layout.points }, (): Point => [60 + 80 * random(), 60 + 80 * random()]);
  const landmarks = someLandmarks.slice();
  for (const index of contourLandmarks) landmarks[index] = points[layout.contour[0] ?? 0] ?? [0, 0];
  for (const [index, place] of layout.places) landmarks[index] = placeOf(place, points); // the chin, too, is on the contour
  return { points, landmarks };
}

const columnsOf = ({ points }: Layout): string[] => Array.from({ length: points }, (_, index) => [`x${index}`, `y${index}`]).flat();

/** Writes a table and answers its photographs: a row is its cells after the file's name, and the faces that answer it. */
function labelAndAnswer(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly [cells: readonly (string | number)[], face: MadeFace])[],
): AnswerLine[] {
  const files = rows.map((_, index) => `images/${path.dirname(table).replaceAll('/', '-')}-${index}.jpg`);
  writeTable(folder, table, ['file', ...columns], rows.map(([cells], index) => [files[index] ?? '', ...cells]));
  return rows.map(([, face], index) => answerWith(`${path.dirname(table)}/${files[index]}`, face));
}

/** A folder with every table, and right answers to all of it. */
function rightAnswers(): AnswerLine[] {
  const portraits = [1, 2].map((seed) => shape(scut86, seed));
  const frames = [3, 4].map((seed) => shape(ibug68, seed));
  const answers = [
    ...labelAndAnswer('age_gender/utkface/labels.csv', ['age', 'gender'], [5, 15, 30, 50, 70].flatMap((age) => [
      [[age, 'female'], { age, gender: 0 }], [[age, 'male'], { age, gender: 1 }],
    ])),
    ...labelAndAnswer('mask/real_crops/labels.csv', ['mask'], [[['none'], { mask: 0 }], [['worn'], { mask: 1 }]]),
    ...labelAndAnswer('mask/synthetic_ffhq/labels.csv', ['mask', 'yaw', 'pitch'], [
      [['worn', -20, 4], { mask: 1, pose: [-20, 4, 9] }], [['incorrect', 15, -8], { mask: 2, pose: [15, -8, 9] }],
    ]),
    ...labelAndAnswer('quality/yale_illumination/labels.csv', ['identity', 'condition'], [
      [['a', 'centerlight'], { quality: 95 }], [['a', 'leftlight'], { quality: 15 }], [['a', 'rightlight'], { quality: 15 }],
      [['a', 'happy'], { quality: 95, emotion: 'happy' }], [['a', 'surprised'], { quality: 95, emotion: 'surprised', mouthOpen: 0.4 }],
      [['a', 'normal'], { quality: 95 }], [['a', 'sleepy'], { quality: 95, eyesOpen: [0.1, 0.1] }],
    ]),
  ];
  const rated = portraits.map(({ points, landmarks }, index): [number, MadeFace] => [
    2 + index, { beauty: 25 * (1 + index), quality: 90, landmarks, pupils: [points[58] ?? [0, 0], points[59] ?? [0, 0]], box: boxAround(points) },
  ]);
  labelAndAnswer('beauty/scut_fbp5500/labels.csv', ['beauty_1to5'], rated.map(([rating, face]) => [[rating], face]));
  answers.push(...labelAndAnswer(
    'beauty/scut_fbp5500/landmarks_86pt_with_pupils.csv',
    ['left_pupil_x', 'left_pupil_y', 'right_pupil_x', 'right_pupil_y', ...columnsOf(scut86)],
    portraits.map(({ points }, index) => [[...(points[58] ?? []), ...(points[59] ?? []), ...points.flat()], rated[index]?.[1] ?? {}]),
  ));
  answers.push(...labelAndAnswer('landmarks/video_frames_68pt/labels.csv', columnsOf(ibug68), frames.map(({ points, landmarks }) =>
    [points.flat(), { landmarks, box: boxAround(points) }])));
  return [...answers, ...answersOfLfw(), ...answersOfScene(), ...answersOfNobody(), ...answersOfCopies()];
}

/** Two persons with two photographs each, in all of LFW's tables. */
function answersOfLfw(): AnswerLine[] {
  const labels = [
    ['none', 'none', 'smile'], ['regular', 'hat', 'neutral'], ['sunglasses', 'none', 'smile'], ['none', 'hat', 'neutral'],
  ] as const;
  const file = (index: number): string => `images/${index < 2 ? 'One' : 'Other'}_${index}.jpg`;
  ['glasses', 'hat', 'expression'].forEach((table, column) =>
    writeTable(folder, `lfw/${table}.csv`, ['file', table], labels.map((words, index) => [file(index), words[column] ?? ''])));
  writeTable(folder, 'lfw/pairs.csv', ['fold', 'file1', 'file2', 'same'], Array.from({ length: 12 }, () => [
    [1, file(0), file(1), 1], [1, file(2), file(3), 1], [1, file(0), file(2), 0], [1, file(1), file(3), 0],
  ]).flat());
  return labels.map(([glasses, hat, expression], index) => answerWith(`lfw/${file(index)}`, {
    glasses: ['none', 'regular', 'sunglasses'].indexOf(glasses),
    hat: hat === 'hat' ? 1 : 0,
    expression: expression === 'smile' ? 1 : 0,
    emotion: expression === 'smile' ? 'happy' : 'neutral',
    embedding: index < 2 ? [1, 0.1 * index] : [0.1 * index, 1],
  }));
}

/** One scene with three faces, one of them tiny. */
function answersOfScene(): AnswerLine[] {
  const boxes = [['worn', 10, 10, 40, 40], ['none', 60, 10, 40, 40], ['incorrect', 110, 10, 14, 14]] as const;
  const columns = ['file', 'mask', 'left', 'top', 'width', 'height'];
  writeTable(folder, 'mask/real_scenes_boxes/labels.csv', columns, boxes.map((row) => ['scene.jpg', ...row]));
  const faces = boxes.map(([word, ...box]) => ({ mask: ['none', 'worn', 'incorrect'].indexOf(word), box }));
  return [answerWith('mask/real_scenes_boxes/scene.jpg', ...faces)];
}

function answersOfNobody(): AnswerLine[] {
  writeTable(folder, 'nobody/pictures.csv', ['file'], [['apple.jpg'], ['clock.jpg']]);
  return ['apple', 'clock'].map((thing) => refusalOf(`nobody/${thing}.jpg`, 422));
}

/** The spoiled copies of LFW's photographs: scores that fall with the damage, a roll that follows, landmarks that are mirrored. */
function answersOfCopies(): AnswerLine[] {
  const rows = chosenPhotographs(readTable(folder, 'lfw/expression.csv') ?? []);
  return rows.flatMap(copiesOf).map(({ name, change }) => {
    switch (change?.kind) {
      case 'blur': return answerWith(name, { quality: 80 - 10 * change.sigma });
      case 'noise': return answerWith(name, { quality: 80 - change.sigma });
      case 'dark': return answerWith(name, { quality: 80 - 10 * change.gamma });
      case 'turn': return answerWith(name, { quality: 80 - Math.abs(change.degrees), pose: [0, 0, 1 + change.degrees] });
      case 'mirror': return answerWith(name, { landmarks: mirroredLandmark.map((index) => mirrored(someLandmarks[index] ?? [0, 0])) });
      default: return answerWith(name, { quality: 95, pose: [0, 0, 1] });
    }
  });
}

function mirrored([x, y]: Point): Point {
  return [pictureWidth - 1 - x, y];
}

function figuresOf(answers: readonly AnswerLine[]): Figure[] {
  const faces = new Map(answers.map((line) => [line.file, facesOf(line)]));
  return labelledSets.flatMap((set) => {
    const rows = readTable(folder, set.table) ?? [];
    return set.figures(set.choose?.(rows) ?? rows, faces);
  });
}

const right = rightAnswers();

test('right answers score perfectly in every set', () => {
  const figures = figuresOf(right);
  assert.ok(figures.length > 70);
  for (const { name, photographs, value, count } of figures) {
    assert.ok(count > 0, `${name} (${photographs}) has no answers`);
    assert.ok(Math.abs(value - perfect(name)) < 1e-6, `${name} (${photographs}): ${value} instead of ${perfect(name)}`);
  }
});

function perfect(name: string): number {
  if (/face found/.test(name)) return 1;
  if (/rank correlation/.test(name)) return -1;
  if (/centre less side light/.test(name)) return 80;
  return /error|beside the camera|off their place|misses among|contour to|at the worst|or more, lit from the side|answered with a face/.test(name) ? 0 : 1;
}

test('of refusals alone no face is found, and nothing else is answered', () => {
  for (const { name, photographs, value, count } of figuresOf(right.map(({ file }) => refusalOf(file, 422)))) {
    const isMissed = /found|recall|answered with a face/.test(name);
    assert.equal(count > 0, isMissed, `${name} (${photographs})`);
    if (isMissed) assert.equal(value, 0, `${name} (${photographs})`);
  }
});

test('a face in a picture of nobody is a likeness', () => {
  const [apple, clock] = right.filter(({ file }) => file.startsWith('nobody/'));
  assert.ok(apple && clock);
  const figures = figuresOf([answerWith(apple.file, {}), clock]);
  assert.equal(figures.find(({ name }) => name === 'answered with a face')?.value, 1 / 2);
});

test('faces where none is labelled cost precision, and those of a small label neither cost nor gain', () => {
  const [scene] = right.filter(({ file }) => file.endsWith('scene.jpg'));
  assert.ok(scene);
  const boxes = [[10, 10, 40, 40], [60, 60, 40, 40], [110, 10, 14, 14], [0, 150, 20, 20]] as const;
  const figures = new Map(figuresOf([answerWith(scene.file, ...boxes.map((box) => ({ box })))]).map(({ name, value }) => [name, value]));
  assert.equal(figures.get('recall by centre, faces from 32 px'), 1 / 2);
  assert.equal(figures.get('recall by centre, faces of any size'), 2 / 3);
  assert.equal(figures.get('precision, faces from 32 px'), 1 / 2);
});
