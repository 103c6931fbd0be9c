// The package's declarations, as projects of several kinds compile them: strictly, and with the declarations themselves checked.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../../models/manifest.js';

const compiler = fileURLToPath(new URL('node_modules/typescript/bin/tsc', repositoryRoot));
const declarations = fileURLToPath(new URL('dist/types/', repositoryRoot));
const projects = { node: 'Node, without the DOM', browser: 'browsers, without Node', worker: 'workers, without elements' };

for (const [project, kind] of Object.entries(projects)) {
  test(`a project for ${kind}: it compiles with the package's types`, () => {
    const folder = fileURLToPath(new URL(`tests/types/projects/${project}`, repositoryRoot));
    const { stdout } = spawnSync(process.execPath, [compiler, '--project', folder, '--listFiles'], { encoding: 'utf8' });
    const lines = stdout.trim().split('\n');
    assert.deepEqual(lines.filter((line) => /error TS/.test(line)), []);
    for (const file of [declarations, folder]) assert.ok(lines.some((line) => line.startsWith(file)), `${file} was compiled`);
  });
}
