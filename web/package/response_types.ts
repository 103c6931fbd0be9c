import { readFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';
import { repositoryRoot } from '../../models/manifest.js';

/** The file that `npm run types` writes. */
export const responseTypesFile = new URL('web/response.ts', repositoryRoot);

/** The TypeScript of the response's types, out of their one source. */
export async function responseTypes(): Promise<string> {
  const text = await readFile(new URL('web/response.schema.json', repositoryRoot), 'utf8');
  // Where the schema counts up numbers, the type stays 'number': literals would have to be proven by everyone who makes a response.
  const schema: unknown = JSON.parse(text, (key, value: unknown) => (key === 'enum' ? undefined : value));
  const types = await compile(schema as Parameters<typeof compile>[0], 'FaceAnalyzerResponse', {
    bannerComment: '// Written by `npm run types` from response.schema.json.\n',
    style: { singleQuote: true, printWidth: 150 },
  });
  return `${inHouseStyle(types)}\nexport type QualityName = keyof FaceAnalyzerQualities;\n`;
}

/** Short comments in one line, everything readonly. */
function inHouseStyle(types: string): string {
  return types
    .replaceAll(/\/\*\*\n *\* (.*)\n *\*\//g, '/** $1 */')
    .replaceAll(/^( +)(\w+\??:)/gm, '$1readonly $2')
    .replaceAll(/: (\w+)\[\]/g, ': readonly $1[]')
    .replaceAll(/\}\n(?=\/\*\*|export)/g, '}\n\n');
}
