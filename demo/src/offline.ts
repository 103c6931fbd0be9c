/** The service worker: the page works without a network, and its worker comes with a policy of its own. */

const patience = 4000; // ms

/**
 * Registers it, and waits until it answers this page's requests: a worker's policy is that of its own script's answer,
 * which a static host does not send and the service worker does. No longer than a moment: the page works without it.
 */
export async function startOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const controlled = new Promise((resolve) => {
    if (navigator.serviceWorker.controller !== null) resolve(true);
    navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
  });
  try {
    await navigator.serviceWorker.register('./service_worker.js', { type: 'module' });
    await Promise.race([controlled, new Promise((resolve) => setTimeout(resolve, patience))]);
  } catch {
    // A private window, or a host without HTTPS: nothing is kept then.
  }
}
