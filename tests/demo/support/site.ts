import { readFileSync } from 'node:fs';
import type { OutgoingHttpHeaders } from 'node:http';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../../../models/manifest.js';
import { Server } from '../../browser/support/server.js';

export const demoFolder = new URL('build/demo/', repositoryRoot);

/** The built page in a folder of a site, as a plain static host serves it. */
export const demoPath = '/some/folder/';

export async function startDemo(headers: OutgoingHttpHeaders = {}): Promise<Server> {
  const site = await Server.start({ headers, folders: { [demoPath]: fileURLToPath(demoFolder) } });
  site.contents.set(demoPath, { type: 'text/html; charset=utf-8', body: readFileSync(new URL('index.html', demoFolder)) });
  return site;
}
