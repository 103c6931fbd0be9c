import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { answersOfNode, assertSameAnswer } from '../browser/support/expected.js';
import { photographs } from '../browser/support/photographs.js';
import { Project } from './support/project.js';

const project = await Project.install('typescript');
const { 'group.jpg': expected } = await answersOfNode(['group.jpg']);

test("TypeScript finds the types as bundlers resolve, in a page's program", async () => {
  await project.run('npm run build:bundler');
});

test('TypeScript finds the types as Node resolves, and the program it makes answers as Node does', async () => {
  await project.run('npm run build:node16');
  writeFileSync(project.path('group.jpg'), photographs['group.jpg']);
  assertSameAnswer((await project.run('node out/analyze.js group.jpg')).trim(), expected);
});
