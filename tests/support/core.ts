import { readFileSync } from 'node:fs';
import createModule from '#core';
import { repositoryRoot } from '../../models/manifest.js';
import type { CoreAnalysis, CoreOptions, CorePhotograph, CorePixels } from '../../web/core/core_module.js';
import type { Photograph } from '../models/photographs.js';

/** The core alone, for tests that look at its own boundary. */
export const core = await createModule({ wasmBinary: readFileSync(new URL('build/wasm/face_analyzer.wasm', repositoryRoot)) });

export const oneThread = new core.ThreadPool(1);

export const everything: CoreOptions = {
  maximumFaces: 1000,
  minimumFace: 64,
  expectedMeshes: new Float32Array(),
  switches: { age: true, gender: true, expression: true, landmarks: true, feature: true, glasses: true, hat: true, mask: true, beauty: true, quality: true },
};

/** Begins the analysis of a file, without networks. */
export function begin(bytes: Uint8Array): CoreAnalysis {
  return using(new core.Photograph(bytes.length), (photograph) => {
    photograph.bytes().set(bytes);
    return new core.Analysis(photograph, everything, oneThread);
  });
}

/** Begins the analysis of pixels, without networks. */
export function beginPixels({ width, height, data }: Photograph): CoreAnalysis {
  return using(new core.Pixels(width, height), (pixels) => {
    pixels.bytes().set(data);
    return core.Analysis.ofPixels(pixels, everything, oneThread);
  });
}

/** What comes of some of the core's memory, which is freed afterwards. */
export function using<Memory extends CorePhotograph | CorePixels, Result>(memory: Memory, use: (memory: Memory) => Result): Result {
  try {
    return use(memory);
  } finally {
    memory.delete();
  }
}

/** How large the core's memory has grown; it never shrinks. */
export function memoryBytes(): number {
  return using(new core.Photograph(1), (probe) => probe.bytes().buffer.byteLength);
}
