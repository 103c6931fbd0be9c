import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { answersOfNode, assertSameAnswer } from '../browser/support/expected.js';
import { photographs } from '../browser/support/photographs.js';
import { Project } from './support/project.js';

const project = await Project.install('vitest');
const { 'group.jpg': expected } = await answersOfNode(['group.jpg']);

test("Vitest with jsdom compares faces and analyses jsdom's File as Node does", async () => {
  writeFileSync(project.path('group.jpg'), photographs['group.jpg']);
  await project.run('npm test');
  assertSameAnswer(readFileSync(project.path('response.json'), 'utf8'), expected);
});
