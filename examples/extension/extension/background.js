// A service worker is ended when it rests, and starts no workers: the analyzer lives in an offscreen document.
let opening;

async function openOffscreen() {
  const [open] = await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
  if (open) return;
  await chrome.offscreen.createDocument({ url: 'offscreen.html', reasons: ['WORKERS'], justification: 'analyses faces' });
}

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  if (message.to !== 'background') return false;
  opening ??= openOffscreen().finally(() => (opening = undefined));
  opening.then(() => chrome.runtime.sendMessage({ ...message, to: 'offscreen' })).then(respond, (error) => respond({ failure: error.message }));
  return true;
});
