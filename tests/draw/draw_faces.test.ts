import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultColours, drawFaces, drawParts, facesOf, landmarkLines, type DrawOptions, type DrawPart } from '../../web/draw.js';
import type { FaceAnalyzerData, FaceAnalyzerResponse } from '../../web/response.js';
import { fullAnswer, oneFace, publishedRefusal, twoFaces } from '../support/envelopes.js';
import { letterHeight, type Mark, Recorder } from './recorder.js';

const responseOf = (changes: Partial<FaceAnalyzerData> = {}): FaceAnalyzerResponse => ({ ...fullAnswer(), data: { ...oneFace, ...changes } });

/** The published picture's size. */
const [width, height] = [600, 800];

function drawn(response: FaceAnalyzerResponse, options: DrawOptions = {}, context = new Recorder(width, height)): Recorder {
  drawFaces(context, response, options);
  return context;
}

const only = (...parts: readonly DrawPart[]): DrawOptions => ({ parts });

const lines = ({ marks }: Recorder, colour: string): Mark[] => marks.filter((mark) => mark.colour === colour && mark.lineWidth > 0);
const areas = ({ marks }: Recorder, colour: string): Mark[] => marks.filter((mark) => mark.colour === colour && mark.lineWidth === 0);
const words = ({ marks }: Recorder): Mark[] => marks.filter(({ text }) => text !== undefined);

const numbersOf = (mark: Mark | undefined, call: string): (readonly number[])[] => (mark?.steps ?? []).filter((step) => step.call === call).map(({ numbers }) => numbers);

/** To a millionth of a pixel. */
const rounded = (numbers: readonly number[]): number[] => numbers.map((value) => Math.round(value * 1e6) / 1e6);

/** The corners of a painted quadrangle. */
const corners = (mark: Mark | undefined): number[][] => numbersOf(mark, 'arcTo').map((numbers) => rounded(numbers.slice(0, 2)));

function spanOf(mark: Mark | undefined): Readonly<Record<'left' | 'top' | 'right' | 'bottom', number>> {
  const [xs, ys] = [0, 1].map((axis) => corners(mark).map((corner) => corner[axis] ?? 0));
  return { left: Math.min(...(xs ?? [])), top: Math.min(...(ys ?? [])), right: Math.max(...(xs ?? [])), bottom: Math.max(...(ys ?? [])) };
}

test('a rectangle surrounds its pixels: it begins where the first one does, half a pixel before its centre', () => {
  const [line] = lines(drawn(responseOf(), only('rectangle')), defaultColours.rectangle);
  assert.deepEqual(spanOf(line), { left: 189, top: 152, right: 189 + 307, bottom: 152 + 412 });
});

test('the landmarks stand at their places, counted from the canvas’s corner, each in the colour of its group', () => {
  const context = drawn(responseOf(), only('landmarks'));
  for (const group of ['eyebrows', 'eyes', 'nose', 'mouth', 'contour'] as const) {
    const expected = (facesOf(responseOf())[0]?.landmarks ?? []).filter((landmark) => landmark.group === group);
    assert.deepEqual(numbersOf(areas(context, defaultColours[group])[0], 'arc').map(([x, y]) => [x, y]), expected.map(({ x, y }) => [x + 0.5, y + 0.5]), group);
  }
});

test('the lines between the landmarks are fainter, each in the colour of its group', () => {
  const context = drawn(responseOf(), only('landmarks'));
  const { landmarks } = oneFace;
  for (const { name, group, points } of landmarkLines) {
    const expected = JSON.stringify(points.map((point) => [(landmarks[2 * point] ?? 0) + 0.5, (landmarks[2 * point + 1] ?? 0) + 0.5]));
    const found = lines(context, defaultColours[group]).find((mark) => JSON.stringify(numbersOf(mark, 'lineTo')) === expected);
    assert.equal(found?.alpha, 0.6, name);
  }
});

test('a pupil is a circle of its radius', () => {
  const circles = lines(drawn(responseOf(), only('pupils')), defaultColours.pupils).map((mark) => numbersOf(mark, 'arc')[0]?.slice(0, 3));
  assert.deepEqual(circles, [[272.47, 324.43, 11.85], [412.45, 313.95, 11.85]]);
});

const directions = [
  { pose: [30, 0, 0], axis: 'forward', where: 'to image-right', by: [76.75, 0] },
  { pose: [-30, 0, 0], axis: 'forward', where: 'to image-left', by: [-76.75, 0] },
  { pose: [0, 30, 0], axis: 'forward', where: 'up', by: [0, -76.75] },
  { pose: [0, -30, 0], axis: 'forward', where: 'down', by: [0, 76.75] },
  { pose: [0, 0, 90], axis: 'up', where: 'to image-right', by: [153.5, 0] },
  { pose: [0, 0, 90], axis: 'right', where: 'down', by: [0, 153.5] },
] as const;

for (const { pose, axis, where, by } of directions) {
  test(`with yaw, pitch and roll of ${pose.join(', ')} degrees the axis ${axis} points ${where} from the tip of the nose`, () => {
    const [line] = lines(drawn(responseOf({ pose_list: pose }), only('pose')), defaultColours[axis]);
    const [from = [], to = []] = numbersOf(line, 'lineTo');
    assert.deepEqual(from, [349.93 + 0.5, 409.17 + 0.5]);
    assert.deepEqual(rounded([(to[0] ?? 0) - (from[0] ?? 0), (to[1] ?? 0) - (from[1] ?? 0)]).map((value) => value + 0), by);
  });
}

test('without landmarks the axes start in the rectangle’s middle', () => {
  const [line] = lines(drawn(responseOf({ landmarks: [], landmark_count: 0 }), only('pose')), defaultColours.up);
  assert.deepEqual(numbersOf(line, 'lineTo')[0], [189 + 307 / 2, 152 + 412 / 2]);
});

test('the mesh is drawn where it is wanted and there: every point of it', () => {
  const mesh = Float32Array.from({ length: 478 * 3 }, (_, index) => index);
  const inspection = { response: responseOf(), faces: [{ mesh }] };
  const context = new Recorder(width, height);
  drawFaces(context, inspection, only('mesh'));
  assert.deepEqual(numbersOf(areas(context, defaultColours.mesh)[0], 'arc').map(([x, y]) => [x, y]), Array.from({ length: 478 }, (_, point) => [3 * point + 0.5, 3 * point + 1.5]));
  const usual = new Recorder(width, height);
  drawFaces(usual, inspection);
  assert.deepEqual([areas(usual, defaultColours.mesh), drawn(responseOf(), only('mesh')).marks], [[], []]);
});

test('the transform is followed: a picture that was drawn larger and elsewhere, mirrored or turned, has its marks on it', () => {
  const { landmarks: [x = 0, y = 0] } = oneFace;
  const cases = [
    { transform: [2, 0, 0, 2, 100, 50], place: [2 * (x + 0.5) + 100, 2 * (y + 0.5) + 50] },
    { transform: [-1, 0, 0, 1, width, 0], place: [width - (x + 0.5), y + 0.5] },
    { transform: [0, 1, -1, 0, height, 0], place: [height - (y + 0.5), x + 0.5] },
  ];
  for (const { transform, place } of cases) {
    const context = new Recorder(2000, 2000);
    context.setTransform(...transform);
    drawn(responseOf(), only('landmarks', 'pupils'), context);
    assert.deepEqual(rounded(numbersOf(areas(context, defaultColours.eyebrows)[0], 'arc')[0]?.slice(0, 2) ?? []), rounded(place), String(transform));
    const scale = Math.hypot(transform[0] ?? 0, transform[1] ?? 0);
    assert.equal(numbersOf(lines(context, defaultColours.pupils)[0], 'arc')[0]?.[2], 11.85 * scale);
  }
});

test('lines grow with the canvas and the face, and are never finer than the canvas shows', () => {
  const widthOf = (side: number, faceWidth: number): number => {
    const context = new Recorder(side, side);
    context.setTransform(side / 1000, 0, 0, side / 1000, 0, 0);
    return lines(drawn(responseOf({ face_rectangles: [100, 100, faceWidth, faceWidth] }), only('rectangle'), context), defaultColours.rectangle)[0]?.lineWidth ?? 0;
  };
  assert.equal(widthOf(200, 500), 1.5, 'a small canvas');
  assert.ok(Math.abs(widthOf(4000, 200) - (1.5 * 4000) / 900) < 1e-9, 'a large canvas');
  assert.ok(Math.abs(widthOf(4000, 900) - (1.5 * 3600) / 300) < 1e-9, 'a large face on it');
  assert.ok(widthOf(1000, 20) < widthOf(1000, 200), 'a small face');
});

test('a line width is the canvas’s, whatever the transform', () => {
  for (const scale of [0.5, 1, 3]) {
    const context = new Recorder(3000, 3000);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    assert.equal(lines(drawn(responseOf(), { parts: ['rectangle'], lineWidth: 1 }, context), defaultColours.rectangle)[0]?.lineWidth, 1.5);
  }
});

test('the label stands above the face, or below where there is no room above, or in its top', () => {
  const place = (rectangle: readonly number[]): Recorder => drawn(responseOf({ face_rectangles: rectangle }), only('label'));
  const ground = (context: Recorder): ReturnType<typeof spanOf> => spanOf(areas(context, defaultColours.rectangle)[0]);
  assert.ok(ground(place([100, 300, 200, 200])).bottom < 300);
  assert.ok(ground(place([100, 5, 200, 200])).top > 205);
  const { top, bottom } = ground(place([100, 0, 200, height]));
  assert.ok(top >= 0 && bottom < height / 2);
  assert.deepEqual(words(place([100, 300, 200, 200])).map(({ text }) => text), ['male 39, smile', 'beauty 52']);
});

test('a label at the edge is moved into the canvas; that of a face beside the canvas is left out', () => {
  const place = (left: number): Recorder => drawn(responseOf({ face_rectangles: [left, 300, 100, 100] }), only('label'));
  assert.equal(spanOf(areas(place(width - 50), defaultColours.rectangle)[0]).right, width);
  assert.equal(spanOf(areas(place(-50), defaultColours.rectangle)[0]).left, 0);
  assert.deepEqual([place(width).marks, place(-100).marks], [[], []]);
});

test('a label’s ground holds its words', () => {
  const context = drawn(responseOf({ glasses: [2], hat_list: [1], masks: [1] }), only('label'));
  const { left, top, right, bottom } = spanOf(areas(context, defaultColours.rectangle)[0]);
  for (const { text = '', font = '', place: [x, y] = [0, 0] } of words(context)) {
    const size = letterHeight(font);
    assert.ok(x > left && x + (text.length * size) / 2 < right && y - size / 2 > top && y + size / 2 < bottom, text);
  }
  assert.equal(words(context).length, 2);
});

test('the caller’s own label is written in place of ours, line by line; none for an empty one', () => {
  const label: DrawOptions['label'] = ({ age }, index) => (index === 0 ? `number ${index}\naged ${age}` : '');
  assert.deepEqual(words(drawn({ ...fullAnswer(), data: twoFaces }, { parts: ['label'], label })).map(({ text }) => text), ['number 0', 'aged 39']);
});

test('the caller’s colours are used, and ours for the rest', () => {
  const context = drawn(responseOf(), { parts: ['rectangle', 'landmarks', 'label'], colours: { rectangle: 'black', text: 'white', mouth: 'gold' } });
  const { edge, eyebrows, eyes, nose, contour } = defaultColours;
  assert.deepEqual(new Set(context.marks.map(({ colour }) => colour)), new Set(['black', 'white', 'gold', edge, eyebrows, eyes, nose, contour]));
});

test('only the chosen faces of a response are drawn', () => {
  const data = { ...twoFaces, face_rectangles: [10, 100, 50, 50, 200, 100, 50, 50] };
  const context = new Recorder(width, height);
  drawFaces(context, facesOf({ ...fullAnswer(), data }).filter((_, index) => index === 1), only('rectangle'));
  assert.deepEqual(lines(context, defaultColours.rectangle).map((mark) => spanOf(mark).left), [200]);
});

test('a refusal, no faces and no parts draw nothing', () => {
  for (const context of [drawn(publishedRefusal), drawn(responseOf({ face_count: 0 })), drawn(responseOf(), only())]) assert.deepEqual(context.marks, []);
});

test('what is switched off leaves out its part and nothing else', () => {
  const all = new Set(drawn(responseOf()).marks.map(({ colour }) => colour));
  const without = drawn(responseOf({ landmarks: [], landmark_count: 0, age_list: [], gender_list: [], expressions: [], glasses: [], hat_list: [], masks: [], beauty_list: [] }));
  const left = new Set(without.marks.map(({ colour }) => colour));
  const { eyebrows, eyes, nose, mouth, contour, text } = defaultColours;
  assert.deepEqual([...all].filter((colour) => !left.has(colour)).toSorted(), [eyebrows, eyes, nose, mouth, contour, text].toSorted());
});

test('the context’s state is afterwards what it was before, also where the caller’s label throws', () => {
  const context = new Recorder(width, height);
  Object.assign(context, { globalAlpha: 0.5, lineWidth: 7, lineCap: 'square', strokeStyle: 'red', fillStyle: 'blue', font: '20px serif', textAlign: 'end' });
  context.setTransform(2, 0, 0, 2, 5, 5);
  const before = context.state;
  drawn(responseOf(), only(...drawParts), context);
  assert.ok(context.marks.length > 20);
  const label = (): string => { throw new Error('no words'); };
  assert.throws(() => drawn(responseOf(), { label }, context), /no words/);
  assert.deepEqual([context.state, context.depth], [before, 0]);
});

test('the context’s alpha holds', () => {
  const context = new Recorder(width, height);
  context.globalAlpha = 0.5;
  drawn(responseOf(), {}, context);
  assert.deepEqual([...new Set(context.marks.map(({ alpha }) => alpha))].toSorted(), [0.3, 0.5]);
});

test('wrong options are wrong use, and the message says what is right', () => {
  const wrong = [{ parts: ['boxes'] }, { parts: 'label' }, { lineWidth: 0 }, { lineWidth: '2' }, { colours: { nose: 5 } }, { colours: { ears: 'red' } }, { label: 'face' }, { colors: {} }];
  for (const options of wrong) {
    const context = new Recorder(width, height);
    assert.throws(() => drawFaces(context, responseOf(), options as unknown as DrawOptions), { name: 'FaceAnalyzerError', code: 'invalid-argument', message: / takes |There is no option/ });
    assert.deepEqual(context.marks, []);
  }
});
