import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { trapCores } from '../support/fragile_core.js';
import { namesOf, readManifest, repositoryRoot, runnablesOf } from '../../models/manifest.js';
import type { GpuOffer, OfferGpu } from '../../web/engine/gpu_offer.js';
import type { Asset, EngineSettings, Picture, Reply, Request } from '../../web/engine/protocol.js';
import { serve } from '../../web/engine/serve.js';
import { nodeSource, open } from '../../web/node/source.js';
import { FakeRuntime } from '../support/fake_runtime.js';
import { images } from '../support/images.js';

const networks = runnablesOf(readManifest()).map(namesOf);
const files = ['wasm/face_analyzer.wasm', ...networks.map(({ name }) => `models/${name}.onnx`)].map((file) => new URL(`build/${file}`, repositoryRoot));
const assets = Object.fromEntries(files.map((file): [string, Asset] => {
  const bytes = readFileSync(file);
  return [file.pathname.split('/').at(-1) ?? '', { url: file.href, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }];
}));

/** An engine out of the build's files, and its replies. */
function engineWith(offerGpu: OfferGpu, backend: EngineSettings['backend']) {
  const replies: Reply[] = [];
  let receive = (_: Request): void => undefined;
  const news = new EventTarget();
  serve({
    post: (reply) => void (replies.push(reply), news.dispatchEvent(new Event('reply'))),
    listen: (listener) => void (receive = listener),
  }, {
    source: () => nodeSource, open, offerGpu, relaxes: false, pause: () => new Promise(setImmediate),
    threads: { file: '', scriptOf: (url) => url },
  });
  receive({ type: 'start', settings: { backend, threads: 1, exact: true, cache: false, assets, networks } });
  return {
    send: (request: Request) => receive(request),
    async reply<Type extends Reply['type']>(type: Type): Promise<Extract<Reply, { type: Type }>> {
      for (;;) {
        const found = replies.find((reply): reply is Extract<Reply, { type: Type }> => reply.type === type);
        if (found !== undefined) return found;
        await new Promise((resolve) => news.addEventListener('reply', resolve, { once: true }));
      }
    },
  };
}

const noGpu: GpuOffer = { open: async () => Promise.reject(new Error('there is none')), tryNetworks: async () => Promise.reject(new Error('there is none')) };
const photograph = (): Picture => ({ kind: 'bytes', bytes: images.jpeg.slice().buffer });

test('a trap while a photograph is analysed ends the engine, which can be disposed of then', async () => {
  const engine = engineWith(() => noGpu, 'wasm');
  const { refusals } = await engine.reply('started');
  assert.equal(refusals.PROCESSING_FAILURE.error_code, 500);
  assert.equal(refusals.ERROR_INSUFFICIENT_RESOURCES.error_code, 503);
  trapCores();
  engine.send({ type: 'inspect', id: 1, picture: photograph(), options: {} });
  const { failure } = await engine.reply('failed');
  assert.equal(failure.code, 'engine-failed');
  assert.match(failure.message, /^The engine broke down: /);
  assert.ok(failure.cause instanceof WebAssembly.RuntimeError);
  engine.send({ type: 'dispose' });
  await engine.reply('disposed');
});

test('a trap while the core is measured against a GPU ends the engine too, though no photograph is in it', async () => {
  const offerGpu: OfferGpu = ({ wasm }) => ({
    open: async () => new FakeRuntime((_, values) => values),
    async tryNetworks() {
      await engine.reply('started');
      trapCores();
      const [network] = networks;
      assert.ok(network);
      const values = (): Float32Array => new Float32Array(network.shape.reduce((product, side) => product * side, 1));
      const failed = await wasm.run(network.name, network.shape, values, {}).catch(String);
      return { sessions: new Map(), reason: `it was compared with nothing: ${String(failed)}` };
    },
  });
  const engine = engineWith(offerGpu, 'auto');
  assert.match((await engine.reply('failed')).failure.message, /^The engine broke down: /);
});
