import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import * as ort from '#onnxruntime';
import { convertModel } from '../convert/build_model.js';
import { type Network, readManifest } from '../manifest.js';

const usage = `Usage: node build/js/models/suspicion/features.js VIEWS FEATURES
Writes what the detector's suspicions are made of, for models/suspicion/train.py.
  VIEWS     views of the detector's own size, 8-bit RGB, as models/suspicion/views.py writes them
  FEATURES  for each view a map of 32-bit floats, {channels, rows, columns}`;

/** The detector with the value that the suspicions are made of as its only output. */
function featureNetwork(): Network {
  const detector = readManifest().models.find((entry): entry is Network => entry.name === 'face_detection');
  const suspicions = detector?.outputs.find(({ layers }) => layers !== undefined);
  if (!detector || !suspicions) throw new Error('the manifest has no suspicions');
  return { ...detector, outputs: [{ name: 'features', tensor: suspicions.tensor, shape: ['batch', 'channels', 'rows', 'columns'], meaning: '' }] };
}

ort.env.wasm.numThreads = 1;

async function main(viewsFile: string, featuresFile: string): Promise<void> {
  const network = featureNetwork();
  const { width, height, channels, mean, scale } = network.input;
  const session = await ort.InferenceSession.create(convertModel(network));
  const views = readFileSync(viewsFile);
  const plane = width * height;
  const output = openSync(featuresFile, 'w');
  for (let view = 0; view < views.length; view += channels * plane) {
    const values = Float32Array.from({ length: channels * plane }, (_, index) => {
      const channel = Math.floor(index / plane);
      return ((views[view + (index % plane) * channels + channel] ?? NaN) - (mean[channel] ?? NaN)) * scale;
    });
    const { features } = await session.run({ [network.input.name]: new ort.Tensor('float32', values, [1, channels, height, width]) });
    if (!(features?.data instanceof Float32Array)) throw new Error('the detector gives no features');
    writeSync(output, features.data);
  }
  closeSync(output);
}

const [views, features] = process.argv.slice(2);
if (views === undefined || features === undefined) {
  console.error(usage);
  process.exitCode = 2;
} else {
  await main(views, features);
}
