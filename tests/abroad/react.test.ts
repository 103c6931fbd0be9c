import { test } from 'node:test';
import { assertAnswers, serveFiles } from './support/page.js';
import { Project } from './support/project.js';

const project = await Project.install('react');

test('a React app built by Vite and served under a path answers as Node does', async (t) => {
  await project.run('npm run build');
  await assertAnswers(t, await serveFiles(t, project.path('dist'), '/a/b/'));
});

test("a React app in Vite's development server, where React mounts every component twice, answers as Node does", async (t) => {
  await assertAnswers(t, await project.serve((port) => `npm run dev -- --port ${port}`));
});
