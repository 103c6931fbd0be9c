import assert from 'node:assert/strict';
import { repositoryRoot } from '../../../models/manifest.js';
import type * as faceAnalyzerModule from '../../../web/index.js';
import { type PhotographName, photographs } from './photographs.js';

/** The built package as Node's import finds it. */
export const nodePackage = (await import(new URL('dist/node.js', repositoryRoot).href)) as typeof faceAnalyzerModule;

/** Node's response to some test photographs, as JSON. */
export async function answersOfNode<Name extends PhotographName>(names: readonly Name[], threads = 1): Promise<Readonly<Record<Name, string>>> {
  const analyzer = await nodePackage.createFaceAnalyzer({ threads });
  try {
    const answers: [string, string][] = [];
    for (const name of names) answers.push([name, JSON.stringify(await analyzer.analyze(photographs[name]))]);
    return Object.fromEntries(answers) as Record<Name, string>;
  } finally {
    await analyzer.dispose();
  }
}

/** Asserts that two answers are the same to the last byte. Says where they part, as no diff of 20 KB does. */
export function assertSameAnswer(actual: string, expected: string, what = 'the answer'): void {
  if (actual === expected) return;
  const part = [...actual].findIndex((character, index) => character !== expected[index]);
  const around = (text: string): string => text.slice(Math.max(0, part - 60), part + 60);
  assert.fail(`${what} is\n…${around(actual)}…\ninstead of\n…${around(expected)}…`);
}
