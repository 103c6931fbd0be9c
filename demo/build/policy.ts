/** The Content Security Policies of the pages. */

const common = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** Of every page and worker where photographs stay on the machine. */
export const localPolicy = [...common, "connect-src 'self'"].join('; ');

/**
 * Of the page that may upload, until it is told where to: then it forbids itself all other origins (src/remote.ts). A
 * meta element can only tighten a policy, so this has to begin wide.
 */
export const remotePolicy = [...common, "connect-src 'self' https: http://localhost:* http://127.0.0.1:*"].join('; ');
