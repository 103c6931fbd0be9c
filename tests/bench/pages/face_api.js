// @vladmandic/face-api on TensorFlow.js' WebAssembly: detection, 68 landmarks, expression, age, gender and embedding.
import * as faceapi from '/peers/@vladmandic/face-api/dist/face-api.esm.js';

const models = '/peers/@vladmandic/face-api/model/';

export async function start() {
  faceapi.tf.setWasmPaths('/peers/@tensorflow/tfjs-backend-wasm/dist/');
  await faceapi.tf.setBackend('wasm');
  await faceapi.tf.ready();
  const { ssdMobilenetv1, faceLandmark68Net, faceExpressionNet, ageGenderNet, faceRecognitionNet } = faceapi.nets;
  const nets = [ssdMobilenetv1, faceLandmark68Net, faceExpressionNet, ageGenderNet, faceRecognitionNet];
  await Promise.all(nets.map(async (net) => net.loadFromUri(models)));
}

export async function analyze(bytes, { maxFaces = 10 } = {}) {
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: bitmap.width, height: bitmap.height }).getContext('2d').drawImage(bitmap, 0, 0);
  bitmap.close();
  const options = new faceapi.SsdMobilenetv1Options({ maxResults: maxFaces });
  const found = await faceapi.detectAllFaces(canvas, options).withFaceLandmarks().withFaceExpressions().withAgeAndGender().withFaceDescriptors();
  return { faces: found.length };
}
