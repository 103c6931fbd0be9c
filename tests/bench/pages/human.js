// @vladmandic/human on TensorFlow.js' WebAssembly: detection with its turn, mesh, irises, emotion, age, gender and embedding.
import { Human } from '/peers/@vladmandic/human/dist/human.esm.js';

const human = new Human({
  backend: 'wasm',
  wasmPath: '/peers/@tensorflow/tfjs-backend-wasm/dist/',
  modelBasePath: '/peers/@vladmandic/human/models/',
  cacheSensitivity: 0, // every photograph anew
  warmup: 'none',
  filter: { enabled: false },
  face: { enabled: true, detector: { rotation: true, maxDetected: 10 } },
  body: { enabled: false },
  hand: { enabled: false },
  object: { enabled: false },
  gesture: { enabled: false },
  segmentation: { enabled: false },
});

export async function start() {
  await human.load();
}

export async function analyze(bytes, { maxFaces = 10 } = {}) {
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const { face } = await human.detect(bitmap, { face: { detector: { maxDetected: maxFaces } } });
  bitmap.close();
  return { faces: face.length };
}
