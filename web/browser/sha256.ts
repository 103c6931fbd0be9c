/** SHA-256 for pages without HTTPS, where the browser keeps its own to itself; loaded only there. */
export { sha256 } from '@noble/hashes/sha2.js';
