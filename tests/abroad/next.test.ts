import { test } from 'node:test';
import { assertAnswers, serveFiles } from './support/page.js';
import { Project } from './support/project.js';

const project = await Project.install('next');

for (const [bundler, build] of [['Turbopack', 'npm run build'], ['webpack', 'npm run build:webpack']] as const) {
  test(`Next.js built by ${bundler} and served by itself, its page rendered on the server, answers as Node does`, async (t) => {
    await project.run(build);
    await assertAnswers(t, await project.serve((port) => `npm start -- --port ${port}`));
  });
}

test("Next.js' development server, where React mounts every component twice, answers as Node does", async (t) => {
  await assertAnswers(t, await project.serve((port) => `npm run dev -- --port ${port}`));
});

test('Next.js exported as files under a base path answers as Node does', async (t) => {
  project.write('next.config.js', "export default { output: 'export', basePath: '/a/b' };");
  await project.run('npm run build');
  await assertAnswers(t, await serveFiles(t, project.path('out'), '/a/b/'));
});
