import * as ort from '#onnxruntime';
import type { NetworkNames } from '../engine/protocol.js';
import type { NetworkOutput, NetworkSession } from '../engine/runtime.js';

/** A session of either of ONNX Runtime's builds. */
export function sessionOf(network: NetworkNames, session: ort.InferenceSession): NetworkSession {
  return {
    async run(shape, values) {
      const outputs = await session.run({ [network.input]: new ort.Tensor('float32', values(), shape) });
      return network.outputs.map((name): NetworkOutput => {
        const tensor = outputs[name];
        if (tensor === undefined || !(tensor.data instanceof Float32Array)) throw new Error(`${network.name} gave no ${name}`);
        return { shape: tensor.dims, values: tensor.data };
      });
    },
    release: () => session.release(),
  };
}
