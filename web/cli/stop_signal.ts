const numbers = { SIGINT: 2, SIGTERM: 15 } as const;
const echoMs = 100; // npx passes on a Ctrl-C that the terminal has sent to the whole group already

/** Waits for SIGINT or SIGTERM from now on; a second one ends the process at once. */
export function stopSignal(): { readonly promise: Promise<void>; readonly signal: AbortSignal } {
  const controller = new AbortController();
  const { signal } = controller;
  const promise = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  let first = Infinity;
  for (const [name, number] of Object.entries(numbers)) {
    process.on(name, () => {
      if (performance.now() - first > echoMs) process.exit(128 + number);
      first = Math.min(first, performance.now());
      controller.abort();
    });
  }
  return { promise, signal };
}
