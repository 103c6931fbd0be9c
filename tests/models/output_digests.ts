import { createHash } from 'node:crypto';
import * as ort from '#onnxruntime';
import { convertModel } from '../../models/convert/build_model.js';
import { type Network, type Runnable, readManifest, runnablesOf } from '../../models/manifest.js';
import { faces } from './faces.js';
import { networkImage, samplePhotograph } from './photographs.js';

// Run as a process of its own, because ONNX Runtime takes its number of threads once: prints, as JSON, a digest of each network's outputs by what went in.
interface Input {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** [height, width] of views of a photograph, from the coarsest on: their maps are shared out to threads in different ways. */
const views = [[96, 128], [96, 192], [128, 160], [160, 224], [192, 192], [224, 288], [288, 416]] as const;

function inputsOf(entry: Runnable): Input[] {
  if (entry.kind === 'heads') return [1, 5].map((batch) => madeUp(batch, entry.input.shape[1]));
  return entry.input.shape.includes('height') ? views.map((view) => wholePicture(entry, view)) : [1, 3].map((batch) => crops(entry, batch));
}

function madeUp(batch: number, count: number): Input {
  return { shape: [batch, count], values: Float32Array.from({ length: batch * count }, (_, index) => Math.sin(index)) };
}

function wholePicture({ input }: Network, view: readonly [number, number]): Input {
  const photograph = samplePhotograph(1);
  return { shape: [1, input.channels, ...view], values: networkImage(photograph, { left: 0, top: 0, side: photograph.width }, input, view) };
}

function crops({ input }: Network, batch: number): Input {
  const images = faces.slice(0, batch).map(({ photograph, square }) => networkImage(samplePhotograph(photograph), square, input));
  const values = new Float32Array(images.flatMap((image) => [...image]));
  return { shape: [images.length, input.channels, input.height, input.width], values };
}

async function digestsOf(entry: Runnable): Promise<[input: string, digest: string][]> {
  const session = await ort.InferenceSession.create(convertModel(entry), { executionProviders: ['wasm'], graphOptimizationLevel: 'all' });
  const digests: [string, string][] = [];
  for (const { shape, values } of inputsOf(entry)) {
    const results = await session.run({ [entry.input.name]: new ort.Tensor('float32', values, shape) });
    const hash = createHash('sha256');
    for (const { name } of entry.outputs) hash.update(new Uint8Array((results[name]?.data as Float32Array).slice().buffer));
    digests.push([`${entry.name} of ${shape.join('x')}`, hash.digest('hex')]);
  }
  return digests;
}

ort.env.wasm.numThreads = Number(process.argv[2]);
const digests: [string, string][] = [];
for (const entry of runnablesOf(readManifest())) digests.push(...(await digestsOf(entry)));
console.log(JSON.stringify(Object.fromEntries(digests)));
process.exit(0); // ONNX Runtime's threads would keep Node alive
