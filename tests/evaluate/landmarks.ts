import { type Face, faceAt } from './faces.js';
import { type Figure, type Labelled, type LabelledSet, Measure, answered, having } from './figures.js';
import { type Point, boxAround, centroid, distance, distanceToLine, shorterSide } from './geometry.js';
import { type Layout, chosen, contourLandmarks, ibug68, placeOf, scut86 } from './landmark_layouts.js';
import type { Row } from './labels.js';
import { asItIs } from './photographs.js';
import { mean, share } from './statistics.js';

// Every distance is one in units of the labelled distance between the pupils.

const near = 0.05;
const contractFace = 64; // pixels

/** SCUT-FBP5500: pupils and landmarks of portraits. */
export const portraits: LabelledSet = {
  name: 'portraits',
  table: 'beauty/scut_fbp5500/landmarks_86pt_with_pupils.csv',
  photographs: asItIs,
  figures: (rows, answers) => {
    const portrayed = matched(answered(rows, answers), scut86);
    const errors = having(portrayed, ({ face }) => face?.pupils).map(([{ row }, pupils]) => pupilErrors(pupils, pupilsOf(row)));
    const measure = new Measure('SCUT-FBP5500 portraits');
    return [
      measure.figure('pupil error, of the pupil distance', errors, (sample) => mean(sample.flat())),
      measure.figure('eyes within .05', errors, (sample) => share(sample.flat(), (error) => error <= near)),
      ...landmarkFigures(measure, portrayed, scut86),
    ];
  },
};

/** Frames of YouTube Faces: soft, turned and often small faces, labelled in whole pixels. */
export const video: LabelledSet = {
  name: 'video',
  table: 'landmarks/video_frames_68pt/labels.csv',
  photographs: asItIs,
  figures: (rows, answers) => {
    const frames = matched(answered(rows, answers), ibug68);
    const large = frames.filter(({ points }) => shorterSide(boxAround(points)) >= contractFace);
    const found = (sample: readonly Matched[]): number => share(sample, ({ face }) => face !== undefined);
    const measure = new Measure('video frames');
    return [
      measure.figure('face found', frames, found),
      measure.figure(`face found, points span ${contractFace} px or more`, large, found),
      ...landmarkFigures(measure, frames, ibug68),
    ];
  },
};

/** Labelled points with the face that was found there. */
interface Matched {
  readonly row: Row;
  readonly points: readonly Point[];
  readonly face: Face | undefined;
}

function matched(labelled: readonly Labelled[], layout: Layout): Matched[] {
  return labelled.map(({ row, faces }) => {
    const points = row.points(layout.points);
    return { row, points, face: faceAt(boxAround(points), faces) };
  });
}

type Eyes = readonly [imageLeft: Point, imageRight: Point];

function pupilsOf(row: Row): Eyes {
  return [[row.number('left_pupil_x'), row.number('left_pupil_y')], [row.number('right_pupil_x'), row.number('right_pupil_y')]];
}

function pupilErrors(pupils: Eyes, labelled: Eyes): number[] {
  return [distance(pupils[0], labelled[0]), distance(pupils[1], labelled[1])].map((error) => error / distance(...labelled));
}

function landmarkFigures(measure: Measure, faces: readonly Matched[], layout: Layout): Figure[] {
  const marked = having(faces, ({ face }) => face?.landmarks)
    .map(([{ points }, landmarks]) => ({ points, landmarks, unit: pupilDistance(points, layout) }));
  return [
    measure.figure(
      `landmark error of ${layout.places.size} places, of the pupil distance`,
      marked.map(({ points, landmarks, unit }) => placesError(landmarks, points, layout) / unit),
      mean,
    ),
    measure.figure(
      'contour to the labelled line, of the pupil distance',
      marked.map(({ points, landmarks, unit }) => contourError(landmarks, points, layout) / unit),
      mean,
    ),
  ];
}

function pupilDistance(points: readonly Point[], { eyes: [left, right] }: Layout): number {
  return distance(centroid(chosen(points, left)), centroid(chosen(points, right)));
}

/** In pixels, over the places that both layouts show. */
function placesError(landmarks: readonly Point[], points: readonly Point[], { places }: Layout): number {
  return mean([...places].map(([index, place]) => distance(landmarks[index] ?? [NaN, NaN], placeOf(place, points))));
}

/** In pixels. */
function contourError(landmarks: readonly Point[], points: readonly Point[], { contour }: Layout): number {
  const line = chosen(points, contour);
  return mean(chosen(landmarks, contourLandmarks).map((point) => distanceToLine(point, line)));
}
