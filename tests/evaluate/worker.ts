import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { LocalInspection } from '../../web/engine/protocol.js';
import { createNodeAnalyzer } from '../../web/node/analyzer.js';
import type { Source } from './analysis.js';
import { changed } from './changes.js';
import type { AnswerLine } from './faces.js';
import { HeldOutHeads } from './held_out.js';
import type { Photograph } from './photographs.js';

// Answers each Photograph that it is sent by an AnswerLine. A failure ends it: nothing here depends on what a photograph shows.

const { directory, heldOut } = workerData as Source;
const heads = heldOut === undefined ? undefined : await HeldOutHeads.read(heldOut);
const analyzer = await createNodeAnalyzer(heads && ((networks) => heads.before(networks)));

async function answer({ name, file, change, minimumFace }: Photograph): Promise<AnswerLine> {
  heads?.hold(file);
  const bytes = await readFile(path.join(directory, file));
  const photograph = change === undefined ? bytes : await changed(bytes, change);
  return lineOf(name, await analyzer.inspect(photograph, minimumFace === undefined ? {} : { minFace: minimumFace }));
}

function lineOf(file: string, { response, faces }: LocalInspection): AnswerLine {
  return { file, response, details: { faces: faces.map(({ embedding, emotions, movements }) => ({ embedding: Array.from(embedding), emotions, movements })) } };
}

parentPort?.on('message', (photograph: Photograph) => {
  void answer(photograph).then((line) => parentPort?.postMessage(line));
});
