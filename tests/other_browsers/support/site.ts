import type { OutgoingHttpHeaders } from 'node:http';
import type { Server } from '../../browser/support/server.js';
import { startSite } from '../../browser/support/site.js';
import type { OtherBrowser, OtherPage } from './other_browser.js';

declare global {
  /** In the page: errors that nobody caught, breaches of its policy, and what the console says of errors and warnings. */
  var complaints: string[];
}

const watch = `
globalThis.complaints = [];
const note = (what) => complaints.push(String(what));
addEventListener('error', ({ message }) => note(message));
addEventListener('unhandledrejection', ({ reason }) => note(reason));
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => note(violatedDirective + ' ' + blockedURI));
for (const name of ['error', 'warn']) {
  const said = console[name];
  console[name] = (...words) => (note(words.join(' ')), said(...words));
}
`;

/** The site of the tests in Chromium, whose page notes its own complaints: not every driver tells of them. */
export async function startWatchedSite(headers: OutgoingHttpHeaders = {}): Promise<Server> {
  const site = await startSite(headers);
  const main = site.contents.get('/main.js');
  site.contents.set('/watch.js', { type: 'text/javascript', body: watch });
  site.contents.set('/main.js', { type: 'text/javascript', body: `import '/watch.js';${String(main?.body)}` });
  return site;
}

/** The site's page, when its script has run: WebKit's driver does not wait for that. */
export async function openWatched(browser: OtherBrowser, site: Server): Promise<OtherPage> {
  const page = await browser.open(site.origin);
  await page.evaluate(async () => {
    while (!('inputs' in globalThis)) await new Promise((resolve) => setTimeout(resolve, 20));
  });
  return page;
}

export async function complaintsOf(page: OtherPage): Promise<string[]> {
  const complaints = await page.evaluate(() => globalThis.complaints);
  return complaints.filter((complaint) => !complaint.includes('favicon.ico')); // which WebKit asks for of itself
}
