/**
 * Keeps the page's files, so that it opens without a network, and sends with them the headers that a static host does not:
 * the policies, also for the worker, and those that switch threads on. The engine's own files are kept by the package.
 */

/** What the build knows. */
export interface Shell {
  /** Changes with any of the files. */
  readonly version: string;
  /** All files that are kept, relative to the service worker. */
  readonly files: readonly string[];
  readonly localPolicy: string;
  readonly remotePolicy: string;
}

/** As much as is used here of the types that TypeScript has only for workers. */
interface LifeEvent extends Event {
  waitUntil(promise: Promise<unknown>): void;
}
interface FetchEvent extends LifeEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Worker {
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: 'install' | 'activate', listen: (event: LifeEvent) => void): void;
  addEventListener(name: 'fetch', listen: (event: FetchEvent) => void): void;
}

declare const __SHELL__: Shell; // replaced by the build
const shell = __SHELL__;
const worker = globalThis as unknown as Worker;

const prefix = 'demo-page-';
const cacheName = prefix + shell.version;
const addressOf = (file: string): string => new URL(file, location.href).href;
const kept = new Set(shell.files.map(addressOf));

worker.addEventListener('install', (event) => {
  const fill = async (): Promise<void> => {
    const cache = await caches.open(cacheName);
    await cache.addAll(shell.files.map((file) => new Request(addressOf(file), { cache: 'no-cache' })));
    await worker.skipWaiting();
  };
  event.waitUntil(fill());
});

worker.addEventListener('activate', (event) => {
  const clear = async (): Promise<void> => {
    const old = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
    await Promise.all(old.map((name) => caches.delete(name)));
    await worker.clients.claim();
  };
  event.waitUntil(clear());
});

worker.addEventListener('fetch', (event) => {
  const address = fileOf(event.request);
  if (event.request.method === 'GET' && kept.has(address)) event.respondWith(answer(event.request, address));
});

/** A folder's address stands for its page. */
function fileOf({ url }: Request): string {
  const { origin, pathname } = new URL(url);
  return origin + (pathname.endsWith('/') ? `${pathname}index.html` : pathname);
}

async function answer(request: Request, address: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  const response = (await cache.match(address)) ?? (await fetch(request));
  const headers = new Headers(response.headers);
  headers.set('Content-Security-Policy', address.endsWith('/remote.html') ? shell.remotePolicy : shell.localPolicy);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
