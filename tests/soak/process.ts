import { engineThreads, harm } from '../support/engine_threads.js';
import { trapCores } from '../support/fragile_core.js';
import { ask } from './ask.js';
import { largest } from './photographs.js';
import type { Subject } from './subject.js';

const { createFaceAnalyzer } = await import('local-face-analyzer');

/** An analyzer in this process. */
export async function soakedHere({ inline }: { readonly inline: boolean }): Promise<Subject> {
  const analyzer = await createFaceAnalyzer({ threads: 1, worker: !inline });
  return {
    harms: ['kill', 'trap'],
    isNear: false,
    ask: async ({ photograph, options, abortAfter }) => ask(analyzer, photograph.read(), options, abortAfter),
    harm(way) {
      const thread = engineThreads().at(-1);
      if (thread === undefined) trapCores();
      else if (way !== 'lose') harm(thread, way);
    },
    async memory() {
      await analyzer.analyze(largest.read());
      globalThis.gc?.();
      return process.memoryUsage.rss() / 2 ** 20;
    },
    mostGrowth: 96, // an engine that is not given back, or one large photograph's pixels, is about as much
    dispose: async () => analyzer.dispose(),
  };
}
