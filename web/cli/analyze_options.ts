import { availableParallelism } from 'node:os';
import { type AnalyzeOptions, type AttributeName, attributeNames } from '../interface.js';
import { mostThreads } from '../threads.js';
import { parsed, UsageError, wholeNumber } from './arguments.js';

export const usage = `Usage: local-face-analyzer analyze [options] [FILE...]
       npm run analyze -- [options] [FILE...]      (in the repository)

Prints the response of the Face Analyzer Advanced API for photographs (JPEG, PNG or BMP), computed on this machine.
In the repository a sample photograph is analysed where there is no FILE.

  --ndjson            one line of JSON a file, {"file": ..., "response": ...}; needed for several files
  --details           beside the response: embeddings, meshes, confidences, raw qualities, timings
  --max-faces N       at most N faces, large ones first; the fewer, the sooner
  --min-face PX       the smallest face, shorter side of its rectangle (default 64, the contract's)
  --attributes LIST   measure only these, comma-separated: ${attributeNames.join(', ')}
  --threads N         threads for the networks (default: the machine's cores, at most 4)
  --help              this text

Exit code: 0 when every file was analysed, 1 when one was refused (its response says why), 2 for wrong usage.`;

export interface CommandOptions {
  readonly files: readonly string[];
  readonly help: boolean;
  readonly ndjson: boolean;
  readonly details: boolean;
  readonly threads: number;
  readonly analyze: AnalyzeOptions;
}

/** @throws UsageError */
export function parseOptions(args: readonly string[]): CommandOptions {
  const { values, positionals: files } = parsed({
    args: [...args],
    allowPositionals: true,
    options: {
      ndjson: { type: 'boolean', default: false },
      details: { type: 'boolean', default: false },
      'max-faces': { type: 'string' },
      'min-face': { type: 'string' },
      attributes: { type: 'string' },
      threads: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (files.length > 1 && !values.ndjson) throw new UsageError(`${files.length} files need --ndjson: one line of JSON a file`);
  const maxFaces = wholeNumber('max-faces', values['max-faces'], [1, 1000]); // the core's Options
  const minFace = wholeNumber('min-face', values['min-face'], [8, 4096]);
  const attributes = attributeList(values.attributes);
  return {
    files,
    help: values.help,
    ndjson: values.ndjson,
    details: values.details,
    threads: wholeNumber('threads', values.threads, [1, mostThreads]) ?? Math.min(availableParallelism(), mostThreads),
    analyze: {
      ...(maxFaces !== undefined && { maxFaces }),
      ...(minFace !== undefined && { minFace }),
      ...(attributes !== undefined && { attributes }),
    },
  };
}

function attributeList(text: string | undefined): AttributeName[] | undefined {
  if (text === undefined) return undefined;
  return text.split(',').map((name) => {
    const known = attributeNames.find((attribute) => attribute === name.trim());
    if (known === undefined) throw new UsageError(`--attributes knows no '${name}', only ${attributeNames.join(', ')}`);
    return known;
  });
}
