/** What the documents and workflows name is there. */
import assert from 'node:assert/strict';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../../models/manifest.js';

const root = fileURLToPath(repositoryRoot);
const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const filesOf = (folder: string): string[] => readdirSync(path.join(root, folder)).map((file) => path.join(folder, file));

const documents = ['README.md', 'CHANGELOG.md', ...filesOf('docs')];
const workflows = filesOf('.github/workflows');
const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };

/** Folders of the repository, of which a document names files; build and dist are made. */
const folders = ['.ci', '.github', 'cmake', 'demo', 'docs', 'examples', 'models', 'scripts', 'src', 'tests', 'web'];
const namedPath = new RegExp(`\`((?:${folders.map((folder) => folder.replace('.', '\\.')).join('|')})/[\\w./-]+)\``, 'g');

for (const document of documents) {
  test(`${document}: every file and folder that it names, and every place that it leads to, is there`, () => {
    const text = textOf(document);
    const named = [...text.matchAll(namedPath)].map(([, file = '']) => path.join(root, file));
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = '']) => path.join(root, path.dirname(document), link));
    const missing = [...named, ...links].filter((file) => !existsSync(file)).map((file) => path.relative(root, file));
    assert.deepEqual(missing, []);
  });
}

for (const file of [...documents, ...workflows]) {
  test(`${file}: every script of npm that it runs is in package.json`, () => {
    const unknown = [...textOf(file).matchAll(/\bnpm run ([\w-]+)/g)].map(([, name = '']) => name).filter((name) => !(name in scripts));
    assert.deepEqual(unknown, []);
  });
}

test('the recipes name files enough to be recipes', () => {
  assert.ok([...textOf('docs/CONTRIBUTING.md').matchAll(namedPath)].length > 80);
  assert.equal([...textOf('docs/CONTRIBUTING.md').matchAll(/^### /gm)].length, 10);
});

for (const workflow of workflows) {
  test(`${workflow}: actions of major versions, and programs of the repository that can be run`, () => {
    const text = textOf(workflow);
    const uses = [...text.matchAll(/uses: (\S+)/g)].map(([, action = '']) => action);
    assert.ok(uses.length > 0);
    for (const action of uses) assert.match(action, /^actions\/[\w-]+@v\d+$/);
    const programs = [...text.matchAll(/^ +(?:- )?run: ((?:\.ci|scripts)\/\S+)/gm)].map(([, program = '']) => program);
    assert.ok(programs.includes('.ci/run'));
    for (const program of programs) accessSync(path.join(root, program), constants.X_OK);
  });
}
