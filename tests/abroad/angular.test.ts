import { test } from 'node:test';
import { assertAnswers, serveFiles } from './support/page.js';
import { Project } from './support/project.js';

const project = await Project.install('angular');

test('an Angular app, the assets copied and named, served under a path, answers as Node does', async (t) => {
  await project.run('npm run build');
  await assertAnswers(t, await serveFiles(t, project.path('dist/faces/browser'), '/a/b/'));
});

test("an Angular app in Angular's development server answers as Node does", async (t) => {
  await assertAnswers(t, await project.serve((port) => `npm run dev -- --port ${port}`));
});
