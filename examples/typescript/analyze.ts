import { readFile } from 'node:fs/promises';
import { createFaceAnalyzer, type FaceAnalyzerResponse } from 'local-face-analyzer';

const analyzer = await createFaceAnalyzer();
const response: FaceAnalyzerResponse = await analyzer.analyze(await readFile(process.argv[2] ?? 'photo.jpg'));
console.log(JSON.stringify(response));
await analyzer.dispose();
