import { readFile, writeFile } from 'node:fs/promises';
import { compareFaces, createFaceAnalyzer, similarityThresholds } from 'local-face-analyzer';
import { afterAll, beforeAll, expect, test } from 'vitest';

let analyzer, photograph;
beforeAll(async () => {
  [analyzer, photograph] = await Promise.all([createFaceAnalyzer(), readFile('group.jpg')]);
});
afterAll(() => analyzer.dispose());

test('a file that a page has chosen is analysed', async () => {
  const response = await analyzer.analyze(new window.File([photograph], 'group.jpg'));
  expect(response.data.face_count).toBe(3);
  await writeFile('response.json', JSON.stringify(response));
});

test('faces are compared', async () => {
  const { faces } = await analyzer.inspect(photograph);
  expect(compareFaces(faces[0], faces[0])).toBeCloseTo(1);
  expect(compareFaces(faces[1], faces[2])).toBeLessThan(similarityThresholds.usual);
});
