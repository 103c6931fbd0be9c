import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { repositoryRoot } from '../../models/manifest.js';
import { officialEndpoint } from '../../web/remote/options.js';

/** Another host that a built file may name, and why. */
interface Allowed {
  readonly host: string;
  readonly files: RegExp;
  readonly why: string;
}

const texts = 'a word of a text for people';
const documentation = 'the operators\' documentation, which ONNX Runtime has in its WebAssembly';
const runtime = /ort-wasm-simd-threaded\.\w+(-[\w-]+)?\.wasm$/;

const allowed: readonly Allowed[] = [
  {
    host: new URL(officialEndpoint).host,
    files: /^dist\/(index|node|proxy|proxy_node|cli)\.js$|^dist\/types\/remote\/options\.d\.ts$/,
    why: 'the API\'s documented address, which nobody asks unless it is given',
  },
  { host: 'www.w3.org', files: /\.svg$/, why: 'the name of SVG\'s XML namespace' },
  { host: 'example.org', files: /^dist\/(proxy|proxy_node)\.js$|\.d\.ts$/, why: texts },
  { host: 'proxy.example', files: /\.html$/, why: 'what the empty field for the proxy\'s address shows' },
  { host: 'localhost', files: /^dist\/cli\.js$|^build\/demo\//, why: 'this machine: a base for addresses without one, and what remote.html may ask' },
  { host: '127.0.0.1', files: /^build\/demo\/(remote\.html|service_worker\.js)$/, why: 'this machine: what remote.html may ask' },
  { host: 'web.dev', files: /\bgpu(-[\w-]+)?\.js$/, why: 'a warning of ONNX Runtime' },
  ...['arxiv.org', 'ieeexplore.ieee.org', 'tinyurl.com', 'docs.nvidia.com', 'github.com'].map((host) => ({ host, files: runtime, why: documentation })),
];

/** The files below a folder of the repository. */
function filesIn(folder: string): string[] {
  const names = readdirSync(new URL(folder, repositoryRoot), { recursive: true, encoding: 'utf8' });
  return names.map((name) => folder + name).filter((name) => statSync(new URL(name, repositoryRoot)).isFile());
}

const address = /(?:\b(?:https?|wss?|ftp):|["'`(=])\/\/([a-z0-9][a-z0-9.-]*[a-z0-9])/gi;

/** The hosts that a file's text names by their addresses, with a scheme or without. */
function hostsIn(text: string): string[] {
  const hosts = [...text.matchAll(address)].map(([, host = '']) => host.toLowerCase());
  return [...new Set(hosts)].filter((host) => host.includes('.') || host === 'localhost');
}

const found = ['dist/', 'build/demo/'].flatMap(filesIn).flatMap((file) => {
  return hostsIn(readFileSync(new URL(file, repositoryRoot), 'latin1')).map((host) => ({ file, host }));
});

test('no built file names another host, but those that are listed here with their reasons', () => {
  assert.deepEqual(found.filter(({ file, host }) => !allowed.some((one) => one.host === host && one.files.test(file))), []);
});

test('of those that are listed each is there', () => {
  assert.deepEqual(allowed.filter((one) => !found.some(({ file, host }) => one.host === host && one.files.test(file))), []);
});

test('an address is found in whichever way it is written', () => {
  const text = 'fetch("//cdn.example/a.js"); url(//fonts.example/b) src=//c.example `wss://d.example:8080/` HTTPS://E.example/ // not.one a//b';
  assert.deepEqual(hostsIn(text), ['cdn.example', 'fonts.example', 'c.example', 'd.example', 'e.example']);
});
