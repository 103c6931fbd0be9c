import { test } from 'node:test';
import { assertAnswers, serveFiles } from './support/page.js';
import { Project } from './support/project.js';

const project = await Project.install('nuxt');

test('Nuxt, its page rendered on the server, answers as Node does', async (t) => {
  await project.run('npm run build');
  await assertAnswers(t, await project.serve((port) => `PORT=${port} npm start`));
});

test('Nuxt, generated as files, answers as Node does', async (t) => {
  await project.run('npm run generate');
  await assertAnswers(t, await serveFiles(t, project.path('.output/public')));
});

test("Nuxt's development server answers as Node does", async (t) => {
  await assertAnswers(t, await project.serve((port) => `npm run dev -- --port ${port}`));
});
