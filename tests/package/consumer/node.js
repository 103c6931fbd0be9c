import { readFile } from 'node:fs/promises';
import { createFaceAnalyzer } from 'local-face-analyzer';

const analyzer = await createFaceAnalyzer({ threads: 1 });
const response = await analyzer.analyze(await readFile('public/group.jpg'));
process.stdout.write(JSON.stringify(response));
await analyzer.dispose();
