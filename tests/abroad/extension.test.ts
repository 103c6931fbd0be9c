import { test } from 'node:test';
import { launchWithExtension } from '../browser/support/browser.js';
import { type Visit, visitIn } from '../browser/support/visit.js';
import { assertAnswersOf } from './support/page.js';
import { Project } from './support/project.js';

const project = await Project.install('extension');

test("the page of an extension, the engine in its offscreen document, answers as Node does", async (t) => {
  await project.run('npm run build');
  await assertAnswersOf(t, visitExtension);
});

async function visitExtension(query: string): Promise<Visit> {
  const context = await launchWithExtension(project.path('extension'));
  const background = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return visitIn(context, new URL(`page.html${query}`, background.url()).href);
}
