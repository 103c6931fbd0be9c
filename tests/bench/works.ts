/** What is measured, and beside whom. */
import type { PhotographName } from './photographs.js';

/** Those who analyse or decode, by their modules in `pages`. */
export type Contestant = 'ours' | 'human' | 'face_api' | 'browser_decoder' | 'jsquash';

export interface Work {
  readonly photograph: PhotographName;
  /** An empty page to the first response, with an empty cache or on the second visit; else an analyzer that has answered before. */
  readonly start?: 'first visit' | 'second visit';
  readonly maxFaces?: number;
  readonly threads?: number;
  readonly peers: readonly Contestant[];
  /** Whether decoding alone is compared. */
  readonly decodes?: boolean;
}

const analyzers = ['human', 'face_api'] as const;
const small: PhotographName = 'one face, 640x480';

export const works: Readonly<Record<string, Work>> = {
  'first visit: empty page to the first response': { photograph: small, start: 'first visit', peers: analyzers },
  'second visit: empty page to the first response': { photograph: small, start: 'second visit', peers: analyzers },
  'one face, 256x256': { photograph: 'one face, 256x256', peers: analyzers },
  'one face, 640x480': { photograph: small, peers: analyzers },
  'group of five, 2.7 MP': { photograph: 'group of five, 2.7 MP', peers: analyzers },
  'portrait, 12 MP': { photograph: 'portrait, 12 MP', peers: analyzers },
  'portrait, 12 MP, maxFaces: 1': { photograph: 'portrait, 12 MP', maxFaces: 1, peers: analyzers },
  'three faces, 12 MP': { photograph: 'three faces, 12 MP', peers: analyzers },
  'three faces, 12 MP, maxFaces: 1': { photograph: 'three faces, 12 MP', maxFaces: 1, peers: analyzers },
  'nobody, 12 MP': { photograph: 'nobody, 12 MP', peers: analyzers },
  'nobody in tiles, 12 MP': { photograph: 'nobody in tiles, 12 MP', peers: analyzers },
  'group of five, two threads': { photograph: 'group of five, 2.7 MP', threads: 2, peers: ['ours'] },
  'decoding a portrait of 12 MP': { photograph: 'portrait, 12 MP', decodes: true, peers: ['browser_decoder', 'jsquash'] },
  'decoding three faces, 12 MP': { photograph: 'three faces, 12 MP', decodes: true, peers: ['browser_decoder', 'jsquash'] },
};
