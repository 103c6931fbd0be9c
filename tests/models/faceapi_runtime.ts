import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';

const resolvePackage = createRequire(import.meta.url);

interface Net<Results> {
  loadFromWeightMap(weights: tf.NamedTensorMap): void;
  runNet(input: object): Results;
}

interface ExpressionNet extends Net<tf.Tensor2D> {
  /** The network but for its last layer: [batch, 1, 1, 256]. */
  readonly faceFeatureExtractor: { forwardInput(input: object): tf.Tensor4D };
}

interface Faceapi {
  readonly NetInput: new (images: tf.Tensor3D[]) => object;
  readonly AgeGenderNet: new () => Net<{ readonly age: tf.Tensor1D; readonly gender: tf.Tensor2D }>;
  readonly FaceExpressionNet: new () => ExpressionNet;
  readonly FACE_EXPRESSION_LABELS: readonly string[];
}

/** The package's build for Node, on TensorFlow.js's plain JavaScript instead of the native or WebAssembly one that it asks for. */
function loadFaceapi(): Faceapi {
  // Methods that the package @tensorflow/tfjs, of which this is a part, adds to tensors.
  Object.assign(tf.Tensor.prototype, {
    as1D(this: tf.Tensor) { return tf.reshape(this, [-1]); },
    as2D(this: tf.Tensor, ...shape: number[]) { return tf.reshape(this, shape); },
    as3D(this: tf.Tensor, ...shape: number[]) { return tf.reshape(this, shape); },
    as4D(this: tf.Tensor, ...shape: number[]) { return tf.reshape(this, shape); },
    div(this: tf.Tensor, divisor: number) { return tf.div(this, divisor); },
  });
  const provided: Readonly<Record<string, unknown>> = { '@tensorflow/tfjs': tf, '@tensorflow/tfjs-backend-wasm': {}, fs: {} };
  const module = { exports: {} };
  const text = readFileSync(resolvePackage.resolve('@vladmandic/face-api/dist/face-api.node-wasm.js'), 'utf8');
  // The one way to hand a CommonJS file other packages than it names.
  new Function('require', 'module', 'exports', text)((name: string) => provided[name], module, module.exports);
  return module.exports as Faceapi;
}

const faceapi = loadFaceapi();

/** The package's names of the seven expressions, in their order. */
export const expressionLabels = faceapi.FACE_EXPRESSION_LABELS;

/** A network with the package's own weights. @param model the weight file's name without `_model.bin` */
function loaded<N extends Net<unknown>>(net: N, model: string): N {
  const path = resolvePackage.resolve(`@vladmandic/face-api/model/${model}_model.bin`);
  const manifest = readFileSync(path.replace('.bin', '-weights_manifest.json'), 'utf8');
  const [group] = JSON.parse(manifest) as { weights: tf.io.WeightsManifestEntry[] }[];
  net.loadFromWeightMap(tf.io.decodeWeights(new Uint8Array(readFileSync(path)).buffer, group?.weights ?? []));
  return net;
}

function values(tensor: tf.Tensor): Float32Array {
  return tensor.dataSync() as Float32Array;
}

type Runner = (pixels: Float32Array) => Record<string, Float32Array>;

/** face-api's own networks by the manifest's names: each takes 112x112 pixels of 0 to 255, channels last, and gives its outputs before any softmax. */
export const faceapiRunners: Readonly<Record<'age_gender' | 'expression', () => Runner>> = {
  age_gender: () => {
    const net = loaded(new faceapi.AgeGenderNet(), 'age_gender');
    return (pixels) => {
      const { age, gender } = net.runNet(inputOf(pixels));
      return { age: values(age), gender: values(gender) };
    };
  },
  expression: () => {
    const net = loaded(new faceapi.FaceExpressionNet(), 'face_expression');
    return (pixels) => {
      const input = inputOf(pixels);
      return { expressions: values(net.runNet(input)), pooled: values(net.faceFeatureExtractor.forwardInput(input)) };
    };
  },
};

function inputOf(pixels: Float32Array): object {
  return new faceapi.NetInput([tf.tensor3d(pixels, [112, 112, 3])]);
}
