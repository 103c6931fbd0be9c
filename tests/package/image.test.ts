import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { createRemoteAnalyzer } from 'local-face-analyzer';
import { repositoryRoot } from '../../models/manifest.js';
import { apiPath } from '../../web/remote/options.js';
import { images } from '../support/images.js';
import { consumer } from './support/consumer.js';

// There is no Docker here: what the image does is done in a folder, by the words of the Dockerfile.
const lines = readFileSync(new URL('Dockerfile', repositoryRoot), 'utf8').replaceAll('\\\n', '').split('\n');

/** What stands behind an instruction, which there must be once. */
function instruction(name: string): string {
  const [line, ...others] = lines.filter((text) => text.startsWith(`${name} `));
  assert.ok(line !== undefined && others.length === 0, name);
  return line.slice(name.length).trim();
}

const commandOf = (text: string): readonly string[] => JSON.parse(text.replace(/^.*?CMD (?=\[)/, '')) as string[];

const [tarball = ''] = readdirSync(consumer).filter((file) => file.endsWith('.tgz'));
const folder = mkdtempSync(path.join(tmpdir(), 'image-'));
after(() => rmSync(folder, { recursive: true }));
chmodSync(folder, 0o755);
const env = { ...process.env, PATH: `${path.join(folder, 'bin')}${path.delimiter}${process.env['PATH']}` };

test('the image is made of what npm pack makes, and of nothing else', () => {
  const { version } = JSON.parse(readFileSync(new URL('package.json', repositoryRoot), 'utf8')) as { version: string };
  assert.equal(tarball, `local-face-analyzer-${version}.tgz`);
  const [copied = '', to] = instruction('COPY').split(' ');
  assert.equal(copied, tarball.replace(version, '*'));
  assert.equal(instruction('RUN').split(' ').at(-1), `${to}${copied}`);
  assert.deepEqual(readFileSync(new URL('.dockerignore', repositoryRoot), 'utf8').trim().split('\n'), ['*', `!${copied}`]);
});

test('its command, installed as it is there and run by nobody, answers the API\'s requests; its health is seen; a signal ends it', async (t) => {
  const install = instruction('RUN').replace(/\S+$/, path.join(consumer, tarball)).split(' ');
  execFileSync(install[0] ?? '', [...install.slice(1), '--prefix', folder, '--offline']);
  assert.equal(instruction('USER'), 'node');
  const [command = '', ...args] = commandOf(lines.find((line) => line.startsWith('CMD ')) ?? '');
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const server = spawn(command, [...args, '--port', '0'], { ...user, cwd: '/', env, stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => server.kill('SIGKILL'));
  const [, port = ''] = await new Promise<RegExpExecArray>((resolve) => {
    createInterface({ input: server.stdout }).on('line', (line) => {
      const listening = /^Listening on http:\/\/.*:(\d+)\/$/.exec(line);
      if (listening !== null) resolve(listening);
    });
  });

  const remote = createRemoteAnalyzer({ endpoint: `http://127.0.0.1:${port}${apiPath}` });
  assert.equal((await remote.analyze(images.jpeg)).data?.face_count, 1);

  assert.equal(instruction('EXPOSE'), '8080', 'the port of serve');
  const [node = '', ...look] = commandOf(instruction('HEALTHCHECK')).map((word) => word.replace('8080', port));
  await promisify(execFile)(node, look, { env });
  const gone = new Promise<number | null>((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  assert.equal(await gone, 0);
  await assert.rejects(promisify(execFile)(node, look, { env }), { code: 1 });
});
