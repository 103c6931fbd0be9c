import { repositoryRoot } from '../../../models/manifest.js';
import type * as faceAnalyzerModule from '../../../web/index.js';
import { type PhotographName, photographs } from './photographs.js';

/** The built package as Node's import finds it. */
export const nodePackage = (await import(new URL('dist/node.js', repositoryRoot).href)) as typeof faceAnalyzerModule;

export type Answers = Readonly<Record<PhotographName, string>>;

/** Node's response to each test photograph, as JSON. */
export async function answersOfNode(threads: number): Promise<Answers> {
  const analyzer = await nodePackage.createFaceAnalyzer({ threads });
  try {
    const answers: [string, string][] = [];
    for (const [name, bytes] of Object.entries(photographs)) answers.push([name, JSON.stringify(await analyzer.analyze(bytes))]);
    return Object.fromEntries(answers) as Answers;
  } finally {
    await analyzer.dispose();
  }
}
