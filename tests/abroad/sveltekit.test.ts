import { test } from 'node:test';
import { assertAnswers, serveFiles } from './support/page.js';
import { Project } from './support/project.js';

const project = await Project.install('sveltekit');

test('SvelteKit, its page rendered at build time and served under a path, answers as Node does', async (t) => {
  await project.run('npm run build');
  await assertAnswers(t, await serveFiles(t, project.path('build'), '/a/b/'));
});

test("SvelteKit's development server answers as Node does", async (t) => {
  await assertAnswers(t, await project.serve((port) => `npm run dev -- --port ${port}`));
});
