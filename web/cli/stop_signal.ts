const echoMs = 100; // npx passes on a Ctrl-C that the terminal has sent to all its processes already

/** Waits for SIGINT or SIGTERM; a second one ends the process at once, as it does where nobody waits for it. */
export function stopSignal(): Promise<NodeJS.Signals> {
  let first = Infinity;
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.on(name, () => {
        if (performance.now() - first > echoMs) endBy(name);
        first = Math.min(first, performance.now());
        resolve(name);
      });
    }
  });
}

/** Ends the process as the signal does by itself: whoever started it sees why. Not by process.exit: that waits for the engines' threads. */
export function endBy(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
