/** A worker's script must come from the page's origin: one from elsewhere is imported by a script that does. */
export function ownScript(url: string): string | Blob {
  const isForeign = new URL(url).origin !== globalThis.location.origin;
  return isForeign ? new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' }) : url;
}
