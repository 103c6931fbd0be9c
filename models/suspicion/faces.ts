import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createNodeAnalyzer } from '../../web/node/analyzer.js';
import { repositoryRoot } from '../manifest.js';

const usage = `Usage: node build/js/models/suspicion/faces.js DIR FACES
Writes where the faces of photographs are, for models/suspicion/views.py: into FACES a list of photographs, each with its rectangles [left, top, width,
height] and whether it is to learn from (the packages' photographs and one of 1927) or to measure by (the labelled ones in DIR, but for street scenes, whose
faces are labelled).`;

interface Folder {
  readonly folder: string;
  readonly use: 'learn' | 'measure';
  readonly files?: RegExp;
  /** Every n-th photograph is looked at. */
  readonly step?: number;
  readonly minFace: number;
}

/** What is learnt from are photographs that no publisher gives for research alone. */
function foldersIn(directory: string): Folder[] {
  const root = fileURLToPath(repositoryRoot);
  const groups = path.join(directory, 'detection/group_photos/images');
  return [
    { folder: path.join(root, 'node_modules/@vladmandic/face-api/demo'), use: 'learn', files: /^sample.*\.jpg$/, minFace: 24 },
    { folder: path.join(root, 'build/photographs'), use: 'learn', minFace: 24 },
    { folder: groups, use: 'learn', files: /^solvay1927/, minFace: 24 },
    { folder: groups, use: 'measure', files: /^(?!solvay1927)/, minFace: 24 },
    { folder: path.join(directory, 'age_gender/utkface/images'), use: 'measure', step: 4, minFace: 48 },
    { folder: path.join(directory, 'beauty/scut_fbp5500/images'), use: 'measure', step: 10, minFace: 64 },
    { folder: path.join(directory, 'landmarks/video_frames_68pt/images'), use: 'measure', step: 4, minFace: 30 },
    { folder: path.join(directory, 'lfw/images'), use: 'measure', step: 5, minFace: 64 },
    { folder: path.join(directory, 'mask/real_crops/images'), use: 'measure', step: 2, minFace: 40 },
    { folder: path.join(directory, 'mask/synthetic_ffhq/images'), use: 'measure', step: 2, minFace: 64 },
  ];
}

async function main(directory: string, output: string): Promise<void> {
  const analyzer = await createNodeAnalyzer();
  const photographs = [];
  for (const { folder, use, files = /./, step = 1, minFace } of foldersIn(directory)) {
    for (const [index, file] of readdirSync(folder).filter((file) => files.test(file)).sort().entries()) {
      if (index % step !== 0) continue;
      const photograph = path.join(folder, file);
      const { response } = await analyzer.inspect(readFileSync(photograph), { minFace, attributes: ['landmarks'] });
      const sides = response.data?.face_rectangles ?? [];
      const faces = Array.from({ length: sides.length / 4 }, (_, face) => sides.slice(4 * face, 4 * face + 4));
      if (faces.length > 0) photographs.push({ photograph, use, faces });
    }
  }
  writeFileSync(output, JSON.stringify(photographs));
}

const [directory, output] = process.argv.slice(2);
if (directory === undefined || output === undefined) {
  console.error(usage);
  process.exitCode = 2;
} else {
  await main(path.resolve(directory), output);
}
