import { createFaceAnalyzer } from './local-face-analyzer/index.js';

/** One for each place to run in: a worker, this document. */
const analyzers = {};

async function answer({ photograph, worker }) {
  const analyzer = await (analyzers[worker] ??= createFaceAnalyzer({ exact: true, worker }));
  return photograph ? { response: await analyzer.analyze(photograph) } : {};
}

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  if (message.to !== 'offscreen') return false;
  answer(message).then(respond, (error) => respond({ failure: `${error.code}: ${error.message}` }));
  return true;
});
