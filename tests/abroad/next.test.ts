import { rmSync } from 'node:fs';
import { test } from 'node:test';
import { answersOfNode, assertSameAnswer } from '../browser/support/expected.js';
import { photographs } from '../browser/support/photographs.js';
import { assertAnswers, serveFiles } from './support/page.js';
import { Project } from './support/project.js';

const project = await Project.install('next');
const { 'group.jpg': expected } = await answersOfNode(['group.jpg']);

async function assertRouteAnswers(origin: string): Promise<void> {
  const response = await fetch(`${origin}/api/faces`, { method: 'POST', body: photographs['group.jpg'] });
  assertSameAnswer(await response.text(), expected, "the route's answer");
}

test('Next.js built by Turbopack: its page, rendered on the server, and its route answer as Node does', async (t) => {
  await project.run('npm run build');
  const origin = await project.serve((port) => `npm start -- --port ${port}`);
  await assertAnswers(t, origin);
  await assertRouteAnswers(origin);
});

test('Next.js built by webpack: its page, rendered on the server, and its route, for which the package is external, answer as Node does', async (t) => {
  project.write('next.config.js', "export default { serverExternalPackages: ['local-face-analyzer'] };");
  await project.run('npm run build:webpack');
  const origin = await project.serve((port) => `npm start -- --port ${port}`);
  await assertAnswers(t, origin);
  await assertRouteAnswers(origin);
});

test("Next.js' development server, where React mounts every component twice: its page and its route answer as Node does", async (t) => {
  project.write('next.config.js', 'export default { reactStrictMode: true };');
  const origin = await project.serve((port) => `npm run dev -- --port ${port}`);
  await assertAnswers(t, origin);
  await assertRouteAnswers(origin);
});

test('Next.js exported as files under a base path: its page answers as Node does', async (t) => {
  rmSync(project.path('app/api'), { recursive: true }); // files have no routes
  project.write('next.config.js', "export default { output: 'export', basePath: '/a/b' };");
  await project.run('npm run build');
  await assertAnswers(t, await serveFiles(t, project.path('out'), '/a/b/'));
});
