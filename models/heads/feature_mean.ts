import { readFileSync, writeFileSync } from 'node:fs';
import { createNodeAnalyzer } from '../../web/node/analyzer.js';
import { repositoryRoot } from '../manifest.js';

const usage = `Usage: node build/js/models/heads/feature_mean.js FILE...
Measures the mean feature of the faces in photographs and writes it to models/heads/feature_mean.json (see the card
beside it). The core subtracts that mean: two faces are compared by how they differ from an average face.`;

const meanFile = new URL('models/heads/feature_mean.json', repositoryRoot);

/** The mean that the built core subtracts now: its embeddings plus this are the network's own. */
export function readFeatureMean(): number[] {
  return JSON.parse(readFileSync(meanFile, 'utf8')) as number[];
}

async function writeFeatureMean(files: readonly string[]): Promise<void> {
  const analyzer = await createNodeAnalyzer({ threads: 1 });
  const mean = readFeatureMean();
  const sum = new Float64Array(mean.length);
  let faces = 0;
  for (const file of files) {
    const inspection = await analyzer.inspect(readFileSync(file), { maxFaces: 1, attributes: ['feature'] });
    for (const { embedding } of inspection.faces) {
      embedding.forEach((value, index) => (sum[index]! += value));
      faces += 1;
    }
  }
  if (faces === 0) throw new Error('no photograph shows a face');
  const updated = mean.map((value, index) => Math.round((value + sum[index]! / faces) * 1e4) / 1e4);
  writeFileSync(meanFile, `${JSON.stringify(updated)}\n`);
  console.error(`the mean of ${faces} faces`);
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const files = process.argv.slice(2);
  if (files.length === 0) {
    console.error(usage);
    process.exit(2);
  }
  await writeFeatureMean(files);
  process.exit(0); // ONNX Runtime's threads would keep Node alive
}
