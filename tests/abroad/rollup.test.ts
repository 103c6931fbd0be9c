import { test } from 'node:test';
import { assertAnswers, serveFiles } from './support/page.js';
import { Project } from './support/project.js';

const project = await Project.install('rollup');

test('a project built by Rollup, the assets copied beside the bundle, answers as Node does', async (t) => {
  await project.run('npm run build');
  await assertAnswers(t, await serveFiles(t, project.path('site'), '/a/b/'));
});
