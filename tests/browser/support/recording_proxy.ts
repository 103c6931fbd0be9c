import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between a browser and everything else: it notes whom the browser wants, and lets it have one origin alone. */
export interface RecordingProxy {
  readonly port: number;
  /** Chromium's switches: everything goes through it, this machine's addresses too, and no name is looked up. */
  readonly switches: readonly string[];
  /** The origins that were asked for, one a request, in order. */
  readonly wanted: readonly string[];
  close(): Promise<void>;
}

/** Whom browsers ask of their own accord, whatever the page: Chromium for updates, accounts, and what the fields of forms may be, Firefox for settings. */
const ownHosts = ['(update|content-autofill).googleapis.com', 'accounts.google.com', '([a-z0-9-]+.)+mozilla.(com|net|org)', 'detectportal.firefox.com'];
const browsersOwn = new RegExp(`^https?://(${ownHosts.join('|').replaceAll('.', '\\.')})(:443)?$`);

/** @param allowed the origin that is passed on */
export async function startRecordingProxy(allowed: string): Promise<RecordingProxy> {
  const wanted: string[] = [];
  const note = (origin: string): void => void (browsersOwn.test(origin) || wanted.push(origin));
  const server = createServer((request, response) => {
    const { origin, href } = new URL(request.url ?? '', 'http://no-proxy-request.example');
    note(origin);
    if (origin !== allowed) return void response.writeHead(502).end();
    const passed = ask(href, { method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  });
  server.on('connect', ({ url }, socket) => {
    note(`https://${url ?? ''}`); // or a socket of the web's
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    switches: [`--proxy-server=http://127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>', '--force-webrtc-ip-handling-policy=disable_non_proxied_udp'],
    wanted,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
