// What the public interface promises to a type checker. Nothing here runs: the compiler fails where a promise breaks, and where
// something that must be wrong is accepted.
import {
  answeredBy, attributeNames, compareFaces, createFaceAnalyzer, FaceAnalyzerError, findFace, similarityThresholds,
  type AnalyzeOptions, type Answerer, type AttributeName, type Backend, type Capabilities, type CreateOptions, type FaceAnalyzer,
  type FaceAnalyzerData, type FaceAnalyzerErrorCode, type FaceAnalyzerResponse, type FaceDetails, type ImageInput, type Inspection,
  type Match, type Progress, type QualityName, type ResponseSource, type Timings,
} from '../../web/index.js';
import * as browserEntry from '../../web/index.js';
import * as nodeEntry from '../../web/node.js';

/** Whether two types are the same, neither wider than the other. */
type Same<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;

const same = <One, Other>(_: Same<One, Other>): void => undefined;

declare const analyzer: FaceAnalyzer;
declare const inspection: Inspection;
declare const signal: AbortSignal;
declare const either: boolean;

// Node's entry gives what the browser's gives, and nothing else.
same<typeof nodeEntry, typeof browserEntry>(true);

// Every kind of image is taken,
declare const inputs: {
  blob: Blob; file: File; buffer: ArrayBuffer; bytes: Uint8Array; nodeBuffer: Buffer; url: URL; address: string;
  imageData: ImageData; likeImageData: { width: number; height: number; data: Uint8Array }; bitmap: ImageBitmap;
  image: HTMLImageElement; canvas: HTMLCanvasElement; offscreen: OffscreenCanvas; video: HTMLVideoElement; frame: VideoFrame;
};
inputs satisfies Record<string, ImageInput>;

// and nothing else.
// @ts-expect-error
0 satisfies ImageInput;
// @ts-expect-error
null satisfies ImageInput;
// @ts-expect-error
({}) satisfies ImageInput;
// @ts-expect-error
[0xff, 0xd8] satisfies ImageInput;
// @ts-expect-error
new Float32Array(3) satisfies ImageInput;
// @ts-expect-error
({ width: 1, height: 1, data: [0, 0, 0, 255] }) satisfies ImageInput;
// @ts-expect-error
({ width: 1, data: new Uint8Array(4) }) satisfies ImageInput;
declare const response: Response;
// @ts-expect-error
response satisfies ImageInput;

// Every option may be left out,
({}) satisfies CreateOptions;
({}) satisfies AnalyzeOptions;
({
  attributes: ['landmarks'], backend: 'auto', worker: false, threads: 2, exact: true, assetBase: new URL('https://example.org/assets/'), cache: false, signal,
  onProgress: ({ loaded, total, file }) => console.log(loaded / total, file),
  fallback: analyzer,
}) satisfies CreateOptions;
({ maxFaces: 1, minFace: 64, attributes: ['age', 'quality'], signal }) satisfies AnalyzeOptions;
({ attributes: attributeNames }) satisfies AnalyzeOptions;
({ expected: inspection.faces }) satisfies AnalyzeOptions;
({ expected: [{ mesh: new Float32Array(478 * 3) }] }) satisfies AnalyzeOptions;
({ assetBase: '/assets/' }) satisfies CreateOptions;

// but not misspelt, nor given another type.
// @ts-expect-error
({ backends: 'wasm' }) satisfies CreateOptions;
// @ts-expect-error
({ backend: 'cpu' }) satisfies CreateOptions;
// @ts-expect-error
({ worker: 'yes' }) satisfies CreateOptions;
// @ts-expect-error
({ fallback: 'https://example.org' }) satisfies CreateOptions;
// @ts-expect-error
({ maxFace: 1 }) satisfies AnalyzeOptions;
// @ts-expect-error
({ maxFaces: '1' }) satisfies AnalyzeOptions;
// @ts-expect-error
({ attributes: ['ages'] }) satisfies AnalyzeOptions;
// @ts-expect-error
({ attributes: 'age' }) satisfies AnalyzeOptions;
// @ts-expect-error
({ expected: inspection }) satisfies AnalyzeOptions;
// @ts-expect-error
({ expected: [new Float32Array(478 * 3)] }) satisfies AnalyzeOptions;
// @ts-expect-error
({ signal: new AbortController() }) satisfies AnalyzeOptions;

same<AttributeName, 'age' | 'gender' | 'expression' | 'landmarks' | 'feature' | 'glasses' | 'hat' | 'mask' | 'beauty' | 'quality'>(true);
same<Backend, 'webgpu' | 'wasm'>(true);
same<Answerer, 'local' | 'remote'>(true);
same<Progress, { readonly loaded: number; readonly total: number; readonly file: string }>(true);

// What the calls give.
same<typeof createFaceAnalyzer, (options?: CreateOptions) => Promise<FaceAnalyzer>>(true);
same<FaceAnalyzer['analyze'], (input: ImageInput, options?: AnalyzeOptions) => Promise<FaceAnalyzerResponse>>(true);
same<FaceAnalyzer['inspect'], (input: ImageInput, options?: AnalyzeOptions) => Promise<Inspection>>(true);
same<ReturnType<FaceAnalyzer['warmup']>, Promise<void>>(true);
same<ReturnType<FaceAnalyzer['capabilities']>, Capabilities>(true);
same<ReturnType<FaceAnalyzer['dispose']>, Promise<void>>(true);
same<ReturnType<typeof answeredBy>, Answerer | undefined>(true);
same<Inspection['response'], FaceAnalyzerResponse>(true);
same<Inspection['faces'], readonly FaceDetails[]>(true);
same<Inspection['timings'], Timings | null>(true);
same<Capabilities['backend'], Backend | null>(true);
same<FaceDetails['embedding'], Float32Array>(true);
same<FaceDetails['mesh'], Float32Array>(true);

// A response may be a refusal: its data has to be looked for,
declare const answer: FaceAnalyzerResponse;
same<typeof answer.data, FaceAnalyzerData | undefined>(true);
// @ts-expect-error
answer.data.face_count;
(answer.data?.face_count ?? answer.error_detail.message) satisfies number | string;
same<keyof FaceAnalyzerData['qualities'], QualityName>(true);
for (const list of Object.values({ ...answer.data?.qualities })) same<typeof list, readonly number[]>(true);
same<FaceAnalyzerData['landmarks'], readonly number[]>(true);
// and nobody changes it.
// @ts-expect-error
answer.error_code = 0;
// @ts-expect-error
answer.data?.age_list.push(1);
// @ts-expect-error
answer.embeddings;

// Faces are compared by their embeddings, or as they are.
declare const face: FaceDetails;
compareFaces(face, face.embedding) satisfies number;
// @ts-expect-error
compareFaces(face);
// @ts-expect-error
compareFaces([1, 0], [0, 1]);

// In a gallery too, whose entries come back as they are.
declare const people: Map<string, { readonly name: string; readonly embedding: Float32Array }>;
findFace(face, people.values())?.entry.name satisfies string | undefined;
findFace(face.embedding, [face, face], { threshold: similarityThresholds.strict })?.entry.mesh satisfies Float32Array | undefined;
same<typeof found, Match<Float32Array> | null>(true);
declare const found: ReturnType<typeof findFace<Float32Array>>;
// @ts-expect-error
findFace(face, people);
// @ts-expect-error
findFace(face, [{ name: 'Ann' }]);
// @ts-expect-error
findFace(face, [face], { thresholds: 0.3 });

// One class of errors, with a code that can be told apart to the last one.
export function advice(error: unknown): string {
  if (!(error instanceof FaceAnalyzerError)) throw error;
  error satisfies Error;
  same<typeof error.code, FaceAnalyzerErrorCode>(true);
  switch (error.code) {
    case 'invalid-argument':
    case 'unreadable-input':
    case 'disposed':
    case 'asset-missing':
    case 'asset-damaged':
    case 'engine-failed':
    case 'remote-failed':
      return error.message;
  }
}

/** An analyzer ends with its block. */
export async function countFaces(photograph: File): Promise<number> {
  await using own = await createFaceAnalyzer({ signal });
  const { data } = await own.analyze(photograph, { attributes: [] });
  return data?.face_count ?? 0;
}

// Anything that answers as the API does is a fallback: an analyzer, or what a caller writes.
const handmade: ResponseSource = {
  async analyze(_input, options) {
    same<typeof options, AnalyzeOptions | undefined>(true);
    return answer;
  },
};
({ fallback: either ? analyzer : handmade }) satisfies CreateOptions;
// @ts-expect-error
({ fallback: { analyze: async () => ({ error_code: 0 }) } }) satisfies CreateOptions;
