/** ONNX Runtime Web as package.json's `imports` picks it: on Node the build whose threads work there, elsewhere the plain WASM build. */
declare module '#onnxruntime' {
  export * from 'onnxruntime-common';
}
