/** What is loaded where there is a GPU: ONNX Runtime's WebGPU provider, and the trial that it has to pass. */
export { openGpuRuntime } from './runtime.js';
export { tryOnGpu } from './trial.js';
