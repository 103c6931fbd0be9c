import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { repositoryRoot } from '../../models/manifest.js';
import { analyze, analyzeIn } from '../support/command.js';
import { samplePath } from '../support/files.js';

const execArgv = ['--import', new URL('../support/no_network.js', import.meta.url).href];

/** What a program says without a network. */
function said(program: string) {
  const args = [...execArgv, '--input-type=module', '--eval', program];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: fileURLToPath(repositoryRoot), encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('the command analyses without a network, in its engine\'s threads too, and does not even reach for one', async () => {
  const [denied, usual] = await Promise.all([analyzeIn({ execArgv }, '--threads', '2', samplePath(1)), analyze('--threads', '2', samplePath(1))]);
  assert.deepEqual(denied, usual);
  assert.equal(denied.stderr, '');
  assert.equal(denied.code, 0);
});

for (const worker of [true, false]) {
  test(`${worker ? 'in a worker' : 'inline'}, the package analyses without a network, from its start to its end`, () => {
    const { status, stdout, stderr } = said(`
      import { readFileSync } from 'node:fs';
      import { createFaceAnalyzer } from 'local-face-analyzer';
      const analyzer = await createFaceAnalyzer({ worker: ${worker} });
      await analyzer.warmup();
      const { faces } = await analyzer.inspect(readFileSync(${JSON.stringify(samplePath(3))}));
      await analyzer.dispose();
      process.stdout.write(String(faces.length));
    `);
    assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: '3', stderr: '' });
  });
}

const reaching: Readonly<Record<string, string>> = {
  'a request': "await fetch('http://127.0.0.1:8080/')",
  'a name': "(await import('node:dns')).lookup('host.example', () => undefined)",
  'a socket of TLS': "(await import('node:tls')).connect(1, '127.0.0.1')",
  'a datagram': "(await import('node:dgram')).createSocket('udp4').send('', 1, '127.0.0.1')",
  'a socket in a thread': `
    const { Worker } = await import('node:worker_threads');
    const worker = new Worker(new URL('data:text/javascript,import net from "node:net"; net.connect(1, "127.0.0.1")'), { execArgv: [] });
    await new Promise((resolve) => worker.once('error', resolve))`,
};

for (const [what, program] of Object.entries(reaching)) {
  test(`the tests above would notice ${what}`, () => {
    assert.match(said(`try { ${program} } catch {}`).stderr, /the network is reached for/);
  });
}
