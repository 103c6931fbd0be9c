import { readFileSync, writeFileSync } from 'node:fs';
import { createNodeAnalyzer } from '../../web/node/analyzer.js';
import { repositoryRoot } from '../manifest.js';

const usage = `Usage: node build/js/models/heads/feature_statistics.js FILE...
Measures mean and deviation of the feature over the faces in photographs, the most probable face of each, and writes them
to models/heads/feature_statistics.json (see the card beside it).`;

const statisticsFile = new URL('models/heads/feature_statistics.json', repositoryRoot);

/** Added to every deviation, so that a number that is nearly always 0 does not count for much when it is not. */
const leastDeviation = 0.05;

export interface FeatureStatistics {
  /** Of each of the network's 1024 numbers, over many faces. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** What the core standardises by: embedding = (feature - mean) / deviation. */
export function readFeatureStatistics(): FeatureStatistics {
  return JSON.parse(readFileSync(statisticsFile, 'utf8')) as FeatureStatistics;
}

/** The network's own features: what the built core gives, with its standardisation undone. */
async function featuresOf(files: readonly string[]): Promise<Float64Array[]> {
  const analyzer = await createNodeAnalyzer({ threads: 1 });
  const { mean, deviation } = readFeatureStatistics();
  const features: Float64Array[] = [];
  for (const file of files) {
    const { faces } = await analyzer.inspect(readFileSync(file), { maxFaces: 1, attributes: ['feature'] });
    for (const { embedding } of faces) {
      features.push(Float64Array.from(embedding, (value, index) => value * (deviation[index] ?? NaN) + (mean[index] ?? NaN)));
    }
  }
  return features;
}

function statisticsOf(features: readonly Float64Array[]): FeatureStatistics {
  const average = (of: (feature: Float64Array, index: number) => number): number[] =>
    Array.from({ length: features[0]?.length ?? 0 }, (_, index) => features.reduce((sum, feature) => sum + of(feature, index), 0) / features.length);
  const mean = average((feature, index) => feature[index] ?? NaN);
  const variance = average((feature, index) => ((feature[index] ?? NaN) - (mean[index] ?? NaN)) ** 2);
  return { mean: mean.map(rounded), deviation: variance.map((value) => rounded(Math.sqrt(value) + leastDeviation)) };
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

if (import.meta.url === `file://${process.argv[1] ?? ''}`) {
  const files = process.argv.slice(2);
  if (files.length === 0) {
    console.error(usage);
    process.exit(2);
  }
  const features = await featuresOf(files);
  if (features.length === 0) throw new Error('no photograph shows a face');
  writeFileSync(statisticsFile, `${JSON.stringify(statisticsOf(features))}\n`);
  console.error(`mean and deviation of ${features.length} faces`);
  process.exit(0); // ONNX Runtime's threads would keep Node alive
}
