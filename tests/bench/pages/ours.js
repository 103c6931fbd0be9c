// This package, as its users import it. WebAssembly alone, as the peers.
import { createFaceAnalyzer } from '/package/index.js';

let analyzer;

export async function start({ threads = 1 } = {}) {
  analyzer = await createFaceAnalyzer({ threads, backend: 'wasm' });
}

/** @returns how many faces were found, where the time went, and the refusal's code if it was refused */
export async function analyze(bytes, options = {}) {
  const { response, faces, timings } = await analyzer.inspect(bytes, options);
  return { faces: faces.length, timings, refusal: response.error_code_str };
}
