import assert from 'node:assert/strict';
import { after, test, type TestContext } from 'node:test';
import { createProxy } from 'local-face-analyzer/proxy';
import { HttpServer } from '../../web/cli/http_server.js';
import { fullAnswer } from '../support/envelopes.js';
import { answering, standIn } from '../support/stand_in.js';
import { launchBrowser } from './support/browser.js';
import { startSite } from './support/site.js';
import { visit } from './support/visit.js';

const apiKey = 'k3y-of-the-account';
const browser = await launchBrowser();
after(async () => browser.close());

/** A page, and a proxy between it and a stand-in for the API that serves pages of this origin: by default the page's. */
async function pageAndProxy(t: TestContext, allowedOrigin?: string) {
  const api = await standIn(t, answering(200, fullAnswer()));
  const site = await startSite();
  t.after(async () => site.close());
  const proxy = createProxy({ apiKey, upstream: api.endpoint, allowedOrigins: [allowedOrigin ?? site.origin] });
  const server = await HttpServer.listen(proxy, { port: 0, host: '127.0.0.1' });
  t.after(async () => server.close(1000));
  const { page, context, close } = await visit(browser, site.origin);
  t.after(close);
  return { api, page, context, endpoint: new URL('/api/portrait/analysis/face-analyzer-advanced', server.url).href };
}

test("a page asks the API through a proxy: it gets the API's answer and never sees the key", async (t) => {
  const { api, page, context, endpoint } = await pageAndProxy(t);
  const seen: string[] = [];
  context.on('request', (request) => seen.push(JSON.stringify(request.headers())));
  context.on('response', (response) => void response.text().then((text) => seen.push(text, JSON.stringify(response.headers())), () => undefined));

  const { response, answerer } = await page.evaluate(async (endpoint) => {
    const remote = faceAnalyzer.createRemoteAnalyzer({ endpoint });
    const response = await remote.analyze(await inPage.fetchBlob('/photographs/face.png'));
    return { response, answerer: faceAnalyzer.answeredBy(response) };
  }, endpoint);

  assert.deepEqual(response.data, fullAnswer().data);
  assert.equal(answerer, 'remote');
  assert.equal(api.requests[0]?.headers['ailabapi-api-key'], apiKey);
  assert.ok(seen.length > 0 && !seen.some((text) => text.includes(apiKey)));
});

test('a page of another origin is turned away before anything is spent', async (t) => {
  const { api, page, endpoint } = await pageAndProxy(t, 'https://example.org');

  const failure = await page.evaluate(async (endpoint) => {
    const remote = faceAnalyzer.createRemoteAnalyzer({ endpoint, retries: 0 });
    return inPage.failureOf(remote.analyze(await inPage.fetchBlob('/photographs/face.png')));
  }, endpoint);

  assert.equal(failure?.code, 'remote-failed');
  assert.deepEqual(api.requests, []);
});

test('with its own analyzer as the fallback a page without the engine is answered by the proxy, and told so', async (t) => {
  const { page, endpoint } = await pageAndProxy(t);

  const answered = await page.evaluate(async (endpoint) => {
    const fallback = faceAnalyzer.createRemoteAnalyzer({ endpoint });
    const analyzer = await faceAnalyzer.createFaceAnalyzer({ assetBase: '/nowhere/', fallback });
    const { response, answeredBy, faces, timings } = await analyzer.inspect(await inPage.fetchBlob('/photographs/face.png'));
    return { count: response.data?.face_count, answeredBy, byResponse: faceAnalyzer.answeredBy(response), faces, timings, capabilities: analyzer.capabilities() };
  }, endpoint);

  const { capabilities, ...rest } = answered;
  assert.deepEqual(rest, { count: 1, answeredBy: 'remote', byResponse: 'remote', faces: [], timings: null });
  assert.equal(capabilities.answeredBy, 'remote');
  assert.match(capabilities.reason, /could not start/);
});
