import { type AnalyzeOptions, type AttributeName, attributeNames } from '../interface.js';
import { mostThreads } from '../threads.js';
import { cores, parsed, threadsOfEach, UsageError, wholeNumber } from './arguments.js';
import type { FormatName } from './formats.js';
import { type PathList, standardInput } from './photographs.js';

/** More engines than this only where they are asked for: each takes some 100 MB, and more for a large picture. */
const mostWorkersByDefault = 8;

export const usage = `Usage: local-face-analyzer analyze [options] [FILE...]
       npm run analyze -- [options] [FILE...]      (in the repository)

Prints the response of the Face Analyzer Advanced API for photographs (JPEG, PNG or BMP), computed on this machine.
FILE is a photograph, a folder, which is searched with all its folders for .jpg, .jpeg, .jpe, .jfif, .png and .bmp, hidden
ones left out, or - for one photograph on stdin. In the repository a sample photograph is analysed where there is no FILE.

  --ndjson            one line of JSON a photograph, {"file": ..., "response": ...}; this or --csv is needed for several
  --csv               one line a face, or the error of a photograph that is refused
  --files-from FILE   analyse what this file lists as well, one path a line; - reads the list from stdin
  --null              a NUL ends each path of the list, as find -print0 writes it
  --resume FILE       append NDJSON to this file, and leave out the photographs that it holds an answer to already
  --draw FOLDER       draw the faces as well, FOLDER/PHOTOGRAPH.faces.jpg; needs the package @napi-rs/canvas
  --details           beside the response: embeddings, meshes, confidences, emotions, movements, raw qualities,
                      timings
  --max-faces N       at most N faces, large ones first; the fewer, the sooner
  --min-face PX       the smallest face, shorter side of its rectangle (default 64, the contract's)
  --attributes LIST   measure only these, comma-separated: ${attributeNames.join(', ')}
  --workers N         photographs that are analysed at once (default: the machine's cores over --threads, at most ${mostWorkersByDefault})
  --threads N         of each worker (default: the machine's cores shared among them, at most ${mostThreads})
  --help              this text

The answers keep the photographs' order, and what cannot be read or analysed stops no other. SIGINT or SIGTERM: what was
begun is finished and written; a second one ends it at once.
Exit code: 0 when every file was analysed, 1 when one was refused (its response says why) or could not be read or searched
(stderr says why), 2 for wrong usage. Where nobody reads its output any more, it ends there.`;

export interface AnalyzeCommandOptions {
  readonly paths: readonly string[];
  readonly list: PathList | undefined;
  readonly help: boolean;
  readonly format: FormatName;
  readonly details: boolean;
  /** The file that is appended to, if any. */
  readonly resume: string | undefined;
  /** The folder that drawings go to, if any. */
  readonly draw: string | undefined;
  readonly workers: number;
  readonly threads: number;
  readonly analyze: AnalyzeOptions;
}

/** @throws UsageError */
export function parseOptions(args: readonly string[]): AnalyzeCommandOptions {
  const { values, positionals: paths } = parsed({
    args: [...args],
    allowPositionals: true,
    options: {
      'ndjson': { type: 'boolean', default: false },
      'csv': { type: 'boolean', default: false },
      'files-from': { type: 'string' },
      'null': { type: 'boolean', default: false },
      'resume': { type: 'string' },
      'draw': { type: 'string' },
      'details': { type: 'boolean', default: false },
      'max-faces': { type: 'string' },
      'min-face': { type: 'string' },
      'attributes': { type: 'string' },
      'workers': { type: 'string' },
      'threads': { type: 'string' },
      'help': { type: 'boolean', short: 'h', default: false },
    },
  });
  const { csv, details, resume, 'files-from': list } = values;
  const format = csv ? 'csv' : values.ndjson || resume !== undefined ? 'ndjson' : 'json';
  if (csv && values.ndjson) throw new UsageError('--ndjson and --csv are two formats: choose one');
  if (csv && details) throw new UsageError('--csv has no room for --details');
  if (csv && resume !== undefined) throw new UsageError('--resume needs NDJSON: lines of --csv do not tell whether a photograph has all of its');
  if (values.null && list === undefined) throw new UsageError('--null says how the list of --files-from is read, and there is none');
  if (list !== undefined && format === 'json') throw new UsageError('the files of a list need --ndjson or --csv');
  if (paths.length > 1 && format === 'json') throw new UsageError(`${paths.length} files need --ndjson, one line of JSON a file, or --csv`);
  if ([...paths, list].filter((path) => path === standardInput).length > 1) throw new UsageError('stdin can be read only once');
  if (paths.includes(standardInput) && resume !== undefined) throw new UsageError('--resume needs files with names: a photograph on stdin has none');
  const maxFaces = wholeNumber('max-faces', values['max-faces'], [1, 1000]); // the core's Options
  const minFace = wholeNumber('min-face', values['min-face'], [8, 4096]);
  const attributes = attributeList(values.attributes);
  return {
    paths,
    list: list === undefined ? undefined : { file: list, null: values.null },
    help: values.help,
    format,
    details,
    resume,
    draw: values.draw,
    ...enginesOf(format, values),
    analyze: {
      ...(maxFaces !== undefined && { maxFaces }),
      ...(minFace !== undefined && { minFace }),
      ...(attributes !== undefined && { attributes }),
    },
  };
}

/** One photograph has all the cores; of several the engines share them, which is quicker than threads in turn. */
function enginesOf(format: FormatName, given: { readonly workers?: string; readonly threads?: string }): Pick<AnalyzeCommandOptions, 'workers' | 'threads'> {
  const threads = wholeNumber('threads', given.threads, [1, mostThreads]);
  const room = Math.max(1, Math.floor(cores / (threads ?? 1)));
  const workers = wholeNumber('workers', given.workers, [1, 64]) ?? (format === 'json' ? 1 : Math.min(room, mostWorkersByDefault));
  return { workers, threads: threads ?? threadsOfEach(workers) };
}

function attributeList(text: string | undefined): AttributeName[] | undefined {
  if (text === undefined) return undefined;
  return text.split(',').map((name) => {
    const known = attributeNames.find((attribute) => attribute === name.trim());
    if (known === undefined) throw new UsageError(`--attributes knows no '${name}', only ${attributeNames.join(', ')}`);
    return known;
  });
}
