/** Where the core's WASM file lies, seen from build/js/web/core; in the published package, beside the bundled files. */
export const wasmLocation = (): URL => new URL('../../../wasm/face_analyzer.wasm', import.meta.url);
