import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../../models/manifest.js';

const root = fileURLToPath(repositoryRoot);
const folder = mkdtempSync(path.join(tmpdir(), 'reproducible-'));
after(() => rmSync(folder, { recursive: true }));

interface Packed {
  readonly integrity: string;
  readonly files: readonly { readonly path: string }[];
}

/** What npm pack would write of a folder. */
function pack(cwd: string): Packed {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const [packed] = JSON.parse(output) as Packed[];
  assert.ok(packed);
  return packed;
}

function copy(into: string, files: readonly string[]): void {
  for (const file of files) cpSync(path.join(root, file), path.join(into, file), { recursive: true });
}

/** The sha256 of every file of a folder, by its path. */
function digestsOf(of: string): Record<string, string> {
  const files = readdirSync(of, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => path.join(parentPath, name)).sort();
  return Object.fromEntries(paths.map((file) => [path.relative(of, file), createHash('sha256').update(readFileSync(file)).digest('hex')]));
}

test('the same files pack to the same bytes, in another folder and with other times', () => {
  const first = pack(root);
  assert.ok(first.files.length > 30);
  const elsewhere = path.join(folder, 'packed');
  const files = first.files.map((file) => file.path);
  copy(elsewhere, files);
  for (const file of files) utimesSync(path.join(elsewhere, file), 1e9, 1e9);
  assert.equal(pack(elsewhere).integrity, first.integrity);
});

test('dist is made again from the TypeScript, in another folder, with the same WebAssembly and networks: the same bytes', () => {
  const elsewhere = path.join(folder, 'made');
  copy(elsewhere, ['package.json', 'tsconfig.json', 'tsconfig.package.json', 'web', 'models', 'build/models']);
  for (const name of ['wasm', 'wasm-threads']) {
    const built = readdirSync(path.join(root, 'build', name)).filter((file) => /\.(js|wasm)$/.test(file));
    copy(elsewhere, built.map((file) => path.join('build', name, file)));
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(elsewhere, 'node_modules'));
  mkdirSync(path.join(elsewhere, 'build/js'));
  const withoutTests = { extends: './tsconfig.json', include: ['web', 'models/*.ts', 'models/convert'] };
  writeFileSync(path.join(elsewhere, 'tsconfig.script.json'), JSON.stringify(withoutTests));
  const typescript = 'node_modules/typescript/bin/tsc';
  for (const args of [[typescript, '-p', 'tsconfig.script.json'], ['build/js/web/package/build.js'], [typescript, '-p', 'tsconfig.package.json']]) {
    execFileSync(process.execPath, args, { cwd: elsewhere, stdio: ['ignore', 'inherit', 'inherit'] });
  }
  assert.deepEqual(digestsOf(path.join(elsewhere, 'dist')), digestsOf(path.join(root, 'dist')));
});
