import { readFile, writeFile } from 'node:fs/promises';
import { compareFaces, createFaceAnalyzer, similarityThresholds } from 'local-face-analyzer';
import { expect, test } from 'vitest';

test('faces are compared', async () => {
  expect(document.querySelectorAll('*').length).toBeGreaterThan(0); // this is jsdom
  const analyzer = await createFaceAnalyzer();
  const file = new File([await readFile('group.jpg')], 'group.jpg');
  const { response, faces } = await analyzer.inspect(file);
  await writeFile('response.json', JSON.stringify(response));
  expect(compareFaces(faces[0], faces[0])).toBeCloseTo(1);
  expect(compareFaces(faces[0], faces[1])).toBeLessThan(similarityThresholds.usual);
  await analyzer.dispose();
});
