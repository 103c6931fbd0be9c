// This package, as its users import it. WebAssembly alone, as the peers.
import { createFaceAnalyzer } from '/package/index.js';

let analyzer;

export async function start({ threads = 1 } = {}) {
  analyzer = await createFaceAnalyzer({ threads, backend: 'wasm' });
}

/** @returns how many faces were found, and where the time went */
export async function analyze(bytes, options = {}) {
  const { faces, timings } = await analyzer.inspect(bytes, options);
  return { faces: faces.length, timings };
}
